import { speaker } from "../i18n/sentences.ts";

export const say = speaker({
  title: { en: "Practise signs", es: "Practique señas" },
  intro: {
    en: "Sign letters of the {language} alphabet and see at once how they are read, and what to change.",
    es: "Haga letras del alfabeto {language} y vea al momento cómo se leen y qué cambiar.",
  },
  language: { en: "Sign language", es: "Lengua de señas" },
  picture: { en: "Picture", es: "Imagen" },
  sign: { en: "Your sign", es: "Su seña" },

  // The picture.
  startCamera: { en: "Start the camera", es: "Encender la cámara" },
  orElse: {
    en: "Start the camera, or try it with a video of yours or one of our clips.",
    es: "Encienda la cámara, o pruebe con un vídeo suyo o con uno de nuestros clips.",
  },
  chooseFile: { en: "Choose a video", es: "Elegir un vídeo" },
  clip: { en: "Clip", es: "Clip" },
  chooseClip: { en: "Choose a clip", es: "Elija un clip" },
  stop: { en: "Stop", es: "Parar" },
  videoOfHand: {
    en: "The picture with the hand's skeleton drawn on it",
    es: "La imagen con el esqueleto de la mano dibujado encima",
  },
  privacy: {
    en: "The picture stays on this device: hands are found and letters are read here.",
    es: "La imagen se queda en este dispositivo: las manos se buscan y las letras se leen aquí.",
  },
  readAtEdge: { en: "Read letters at the edge instead", es: "Leer las letras en el borde de la red" },
  edgePrivacy: {
    en: "The picture stays on this device. The 21 points of the hand go to the service, which reads the letters.",
    es: "La imagen se queda en este dispositivo. Los 21 puntos de la mano van al servicio, que lee las letras.",
  },
  edgeConnecting: { en: "Connecting …", es: "Conectando …" },
  edgeOpen: { en: "Letters are read at the edge.", es: "Las letras se leen en el borde de la red." },
  edgeLost: {
    en: "The connection ended, or the service asks for a key (give it on the overview page). Letters are read on this device.",
    es: "La conexión se cortó, o el servicio pide una clave (indíquela en la página de resumen). Las letras se leen en este dispositivo.",
  },
  loading: { en: "Getting the recogniser: {percent} %", es: "Trayendo el reconocedor: {percent} %" },
  starting: { en: "Starting the recogniser …", es: "Arrancando el reconocedor …" },
  rate: {
    en: "{rate} frames/s on this device ({runtime})",
    es: "{rate} imágenes/s en este dispositivo ({runtime})",
  },
  threads: { en: "WebAssembly, {threads} threads", es: "WebAssembly, {threads} hilos" },
  gpu: { en: "graphics processor", es: "procesador gráfico" },

  // What is in the way.
  denied: {
    en: "The camera may not be used. Allow it for this page by the sign beside the address, then start it again.",
    es: "No hay permiso para usar la cámara. Permítala para esta página con el icono junto a la dirección y enciéndala otra vez.",
  },
  none: {
    en: "There is no camera here. Plug one in, or use a video.",
    es: "Aquí no hay cámara. Conecte una, o use un vídeo.",
  },
  busy: {
    en: "Another program holds the camera. Close it, then start the camera again.",
    es: "Otro programa tiene la cámara. Ciérrelo y enciéndala otra vez.",
  },
  noHand: {
    en: "No hand is seen. Hold all of it up, an arm's length away, with light on it.",
    es: "No se ve ninguna mano. Levántela entera, a un brazo de distancia y con luz.",
  },
  slow: {
    en: "This device is slow for this: hold each letter for two seconds. A lighter model is faster and a little less exact.",
    es: "Este dispositivo va lento para esto: mantenga cada letra dos segundos. Un modelo más ligero es más rápido y algo menos exacto.",
  },
  useLite: { en: "Use the lighter model", es: "Usar el modelo ligero" },
  filesFailed: {
    en: "The recogniser did not come whole. Check the connection and try again.",
    es: "El reconocedor no llegó completo. Revise la conexión e inténtelo otra vez.",
  },
  startFailed: {
    en: "This browser cannot run the recogniser. Update it or use another one; a recorded clip can still be sent for assessment.",
    es: "Este navegador no puede ejecutar el reconocedor. Actualícelo o use otro; un clip grabado se puede enviar a evaluar igualmente.",
  },
  again: { en: "Try again", es: "Intentarlo otra vez" },

  // The target.
  target: { en: "What to sign", es: "Qué hacer" },
  letters: { en: "Letters", es: "Letras" },
  words: { en: "Words", es: "Palabras" },
  free: { en: "Just read", es: "Solo leer" },
  freeHint: {
    en: "Sign what you like; the letters are written down.",
    es: "Haga las señas que quiera; las letras se van apuntando.",
  },
  ownWord: { en: "A word of your own", es: "Una palabra suya" },
  useWord: { en: "Spell it", es: "Deletrearla" },
  unspellable: {
    en: "Write a word with some of these letters: {letters}.",
    es: "Escriba una palabra con algunas de estas letras: {letters}.",
  },
  letterTried: { en: "{letter}, right {right} times of {all}", es: "{letter}, bien {right} veces de {all}" },
  nextLetter: { en: "Next letter", es: "Letra siguiente" },
  startOver: { en: "Start over", es: "Empezar de nuevo" },

  // What is read.
  signThis: { en: "Sign {letter}", es: "Haga la {letter}" },
  signAnything: { en: "Sign anything", es: "Haga cualquier letra" },
  nothingYet: { en: "No hand yet", es: "Aún sin mano" },
  looksLike: { en: "Looks like {letter}, {percent} %", es: "Parece {letter}, {percent} %" },
  right: { en: "{letter} is right.", es: "La {letter} está bien." },
  wrong: { en: "That was read as {letter}, not {wanted}.", es: "Se ha leído {letter}, no {wanted}." },
  noted: { en: "{letter} was read.", es: "Se ha leído {letter}." },
  wordDone: { en: "{word}: well spelled!", es: "{word}: ¡bien deletreada!" },
  spelled: { en: "Spelled so far", es: "Deletreado hasta ahora" },

  // History.
  history: { en: "Your practice", es: "Su práctica" },
  streak: { en: "Right in a row", es: "Bien seguidas" },
  total: { en: "Right of all", es: "Bien de todas" },
  lastTries: { en: "Last tries", es: "Últimos intentos" },
  tryRight: { en: "{wanted}: right", es: "{wanted}: bien" },
  tryWrong: { en: "{wanted}: read as {read}", es: "{wanted}: leída como {read}" },
  noTries: {
    en: "Nothing yet. It is kept in this browser only.",
    es: "Nada aún. Solo se guarda en este navegador.",
  },
  forget: { en: "Forget it", es: "Olvidarla" },

  // Assessment.
  assess: { en: "Have a clip assessed", es: "Evaluar un clip" },
  assessIntro: {
    en: "This sends the clip to the service, which looks closer and gives a score.",
    es: "Esto envía el clip al servicio, que mira con más detalle y da una nota.",
  },
  needsSource: {
    en: "Start the camera or choose a video first.",
    es: "Encienda la cámara o elija un vídeo primero.",
  },
  record: { en: "Record {seconds} s and send", es: "Grabar {seconds} s y enviar" },
  sendFile: { en: "Send {name}", es: "Enviar {name}" },
  recording: { en: "Recording, {seconds} s left …", es: "Grabando, quedan {seconds} s …" },
  finishNow: { en: "Send it now", es: "Enviarlo ya" },
  cancel: { en: "Cancel", es: "Cancelar" },
  cannotRecord: {
    en: "This browser cannot record. Choose a video instead.",
    es: "Este navegador no puede grabar. Elija un vídeo.",
  },
  uploading: { en: "Sending the clip …", es: "Enviando el clip …" },
  queued: { en: "It waits for its turn …", es: "Espera su turno …" },
  processing: { en: "It is looked at …", es: "Se está mirando …" },
  completed: { en: "Assessed", es: "Evaluado" },
  failed: { en: "It could not be assessed", es: "No se ha podido evaluar" },
  read: { en: "Read", es: "Leído" },
  noSign: { en: "no sign", es: "ninguna seña" },
  confidence: { en: "Confidence", es: "Confianza" },
  score: { en: "Score", es: "Nota" },
  expected: { en: "Asked for", es: "Pedido" },
  lostTrack: {
    en: "The result does not come. It may still be worked on: look at the overview later.",
    es: "El resultado no llega. Quizá siga en marcha: mire el resumen más tarde.",
  },
});
