/** Draws a posed hand with three.js; runs in the page that render-clips.ts opens. */
import * as three from "three";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import { wearSkin } from "./skin.js";

const radians = (degrees) => (degrees * Math.PI) / 180;

/** In the model fingers point along -Y and the palm along -X; on the screen they point up and to the viewer. */
const UPRIGHT = new three.Matrix4().makeBasis(
  new three.Vector3(0, 0, -1),
  new three.Vector3(0, -1, 0),
  new three.Vector3(-1, 0, 0),
);

/**
 * Opens the scene; the options are SceneOptions of renderer.ts. Returns a function that draws a Skeleton of kinematics.ts
 * in a View of renderer.ts and gives the picture as a data URL.
 */
export async function openScene({
  width,
  height,
  isLeft,
  skin,
  background,
  light,
  sleeve: { color: sleeveColor, length: sleeveLength } = { color: "#3d4a5c", length: 0.3 },
  shapes = ROOM,
  camera: { fieldOfView, distance } = { fieldOfView: 35, distance: 0.62 },
  breadth = 1,
  skinLines = 1,
}) {
  const renderer = new three.WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
  renderer.setSize(width, height);
  renderer.toneMapping = three.ACESFilmicToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = three.PCFSoftShadowMap;
  document.body.append(renderer.domElement);

  const scene = new three.Scene();
  scene.background = backdrop(background, shapes);
  const camera = new three.PerspectiveCamera(fieldOfView, width / height, 0.05, 10);
  camera.position.set(0, 0, distance);
  lights(scene, light);

  const { scene: model } = await new GLTFLoader().loadAsync("/hand.glb");
  const joints = {};
  model.traverse((node) => {
    if (node.isSkinnedMesh) {
      wearSkin(node, skin, skinLines);
      node.castShadow = true;
      node.receiveShadow = true;
      node.frustumCulled = false;
    }
    if (node.isBone) joints[node.name] = node;
  });
  const hand = new three.Group();
  const turned = new three.Group();
  turned.matrixAutoUpdate = false;
  turned.matrix.copy(UPRIGHT);
  const arm = forearm(sleeveColor, sleeveLength);
  model.position.set(-0.03, 0.03, -0.01);
  turned.add(model, arm);
  hand.add(turned);
  const mirror = new three.Group();
  mirror.scale.x = isLeft ? -1 : 1;
  mirror.add(hand);
  scene.add(mirror);

  return (skeleton, { x, y, scale, yaw, pitch, roll, wrist = 0 }) => {
    for (const [name, { position, rotation }] of Object.entries(skeleton)) {
      joints[name].position.fromArray(position);
      joints[name].quaternion.fromArray(rotation);
    }
    hand.position.set(x, y, 0);
    hand.scale.set(scale * breadth, scale, scale);
    arm.rotation.z = radians(wrist);
    hand.rotation.set(radians(pitch), radians(yaw), radians(roll), "ZXY");
    renderer.render(scene, camera);
    return renderer.domElement.toDataURL("image/png");
  };
}

/** Turns about the wrist. */
function forearm(color, length) {
  const sleeve = new three.MeshStandardMaterial({ color, roughness: 0.9 });
  const arm = new three.Mesh(new three.CylinderGeometry(0.027, 0.038, length, 32), sleeve);
  arm.position.set(0, length / 2, 0);
  arm.scale.set(0.8, 1, 1);
  arm.castShadow = true;
  arm.receiveShadow = true;
  const wrist = new three.Group();
  wrist.position.set(0.005, 0.085, 0);
  wrist.add(arm);
  return wrist;
}

/** Degrees from above, and to the viewer's right, of what stands for the light of the room: it leaves gaps of fingers dark. */
const ROOM_LIGHTS = [
  [20, 0],
  [55, -75],
  [55, 75],
  [100, 20],
];

function lights(scene, { aside, above, brightness }) {
  scene.add(new three.HemisphereLight("#dfe8ff", "#8a7466", 0.5 * brightness));
  for (const [fromAbove, toRight] of ROOM_LIGHTS) {
    const light = new three.DirectionalLight("#dfe4ff", 0.6 * brightness);
    light.position.setFromSphericalCoords(1.1, radians(fromAbove), radians(toRight));
    light.shadow.radius = 3;
    castShadows(light, 512, 0.25);
    scene.add(light);
  }
  const key = new three.DirectionalLight("#fff3e2", 3.3 * brightness);
  key.position.setFromSphericalCoords(1.1, radians(90 - above), radians(aside));
  castShadows(key, 1024, 0.3);
  const rim = new three.DirectionalLight("#cfe0ff", 1.2 * brightness);
  rim.position.set(0.6, 0.3, -0.6);
  scene.add(key, rim);
}

/** Within `reach` metres of the middle, sharp to that many parts. */
function castShadows(light, parts, reach) {
  light.castShadow = true;
  light.shadow.mapSize.set(parts, parts);
  const sides = { left: -reach, right: reach, top: reach, bottom: -reach };
  Object.assign(light.shadow.camera, { ...sides, near: 0.1, far: 3 });
  light.shadow.bias = -0.0006;
  light.shadow.normalBias = 0.002;
}

/** Left, top, width and height in a picture of 512 x 384, and colour. */
const ROOM = [
  [20, 60, 110, 240, "#ffffff30"],
  [360, 20, 140, 180, "#00000030"],
  [200, 280, 260, 140, "#00000026"],
  [150, -20, 120, 120, "#ffffff22"],
];

/** A colour with a few blurred shapes, like a room out of focus. */
function backdrop(color, shapes) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 512, height: 384 });
  const context = canvas.getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, 512, 384);
  context.filter = "blur(24px)";
  for (const [x, y, w, h, shade, corner = 0] of shapes) {
    context.fillStyle = shade;
    context.beginPath();
    context.roundRect(x, y, w, h, corner);
    context.fill();
  }
  const texture = new three.CanvasTexture(canvas);
  texture.colorSpace = three.SRGBColorSpace;
  return texture;
}
