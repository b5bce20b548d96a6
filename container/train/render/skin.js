/** The skin of a rendered hand. Nails and creases are what tells one fold of a fist from the next, to people and networks. */
import * as three from "three";

/** Half width and half length in metres, from the thumb to the little finger. */
const NAIL_SIZES = [
  [0.0072, 0.0072],
  [0.0054, 0.006],
  [0.0058, 0.0062],
  [0.0054, 0.006],
  [0.0046, 0.005],
];
/** Linear luminance above which the palm is hardly paler than the back of the hand. */
const FAIR = 0.35;

/** Gives a skinned mesh, whose joints have the names of kinematics.ts, skin of a CSS colour; its lines from 0, none, to 1. */
export function wearSkin(mesh, color, lines) {
  const material = new three.MeshPhysicalMaterial({ color, roughness: 0.62, sheen: 0.3, bumpScale: 0.25 });
  material.bumpMap = grain();
  material.vertexColors = true;
  mesh.geometry.setAttribute("color", tint(mesh.geometry, material.color));
  material.onBeforeCompile = (shader) => paint(shader, mesh.skeleton, lines);
  mesh.material = material;
}

/** Fine irregular relief; a plain congruential sequence keeps every run the same. */
function grain() {
  const size = 256;
  const data = new Uint8Array(size * size * 4);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  const texture = new three.DataTexture(data, size, size);
  texture.wrapS = three.RepeatWrapping;
  texture.wrapT = three.RepeatWrapping;
  texture.repeat.set(3, 3);
  texture.generateMipmaps = true;
  texture.minFilter = three.LinearMipmapLinearFilter;
  texture.needsUpdate = true;
  return texture;
}

/** The palm side is paler, of dark skin by much, and finger tips are redder, by where a vertex lies in the unposed hand. */
function tint({ attributes: { position, normal } }, { r, g, b }) {
  const darkness = Math.max(0, 1 - (0.2126 * r + 0.7152 * g + 0.0722 * b) / FAIR);
  const colors = new Float32Array(position.count * 3);
  for (let i = 0; i < position.count; i++) {
    const palm = Math.max(0, -normal.getX(i));
    const tip = Math.max(0, Math.min(1, (-position.getY(i) - 0.06) / 0.05));
    const paler = 1 + 0.9 * darkness * palm;
    const [green, blue] = [0.9 + 0.1 * palm - 0.08 * tip, 0.86 + 0.12 * palm - 0.08 * tip];
    colors.set([paler, green * paler, blue * paler], i * 3);
  }
  return new three.BufferAttribute(colors, 3);
}

/** Adds nails and creases to the shader of a material, where they lie in the unposed hand. */
function paint(shader, { bones, boneInverses }, lines) {
  // From the unposed hand to a joint's own frame: x to the side, y to the back, z to the wrist.
  const framesOf = (joint) => ({ value: boneInverses.filter((_, place) => joint.test(bones[place].name)) });
  Object.assign(shader.uniforms, {
    nails: framesOf(/-tip$/),
    nailSizes: { value: NAIL_SIZES.map((size) => new three.Vector2(...size)) },
    knuckles: framesOf(/-phalanx-(intermediate|distal)$/),
    lines: { value: lines },
  });
  shader.vertexShader = after(shader.vertexShader, {
    common: VARYINGS,
    begin_vertex: "vUnposed = position;",
  });
  shader.fragmentShader = after(shader.fragmentShader, {
    common: VARYINGS + SURFACE,
    color_fragment: COLOR,
    roughnessmap_fragment: "roughnessFactor = mix(roughnessFactor, 0.28, nail.x);",
  });
}

/** A shader with code put after some of the chunks that three.js makes it of. */
const after = (shader, code) =>
  Object.entries(code).reduce(
    (text, [chunk, more]) => text.replace(`#include <${chunk}>`, `#include <${chunk}>\n${more}`),
    shader,
  );

const VARYINGS = "varying vec3 vUnposed;\n";

/** Lengths in metres. */
const SURFACE = /* glsl */ `
uniform mat4 nails[5];
uniform vec2 nailSizes[5];
uniform mat4 knuckles[9];
uniform float lines;

float bell(float value, float width) {
  return exp(-value * value / (width * width));
}

/** How much of a nail there is, and how much of the fold around it. */
vec2 nailHere() {
  vec2 here = vec2(0.0);
  for (int i = 0; i < 5; i++) {
    vec3 place = (nails[i] * vec4(vUnposed, 1.0)).xyz;
    if (place.y < 0.0 || abs(place.z) > 0.02 || abs(place.x) > 0.02) continue;
    vec2 share = vec2(place.x, place.z + 0.0035) / nailSizes[i];
    float radius = pow(dot(share * share, share * share), 0.25);
    here = max(here, vec2(1.0 - smoothstep(0.88, 0.98, radius), bell(radius - 1.03, 0.09)));
  }
  return here;
}

/** How dark the creases are: many fine ones, 2.3 mm apart, on the back of a knuckle, two on its palm side. */
float creaseHere() {
  float dark = 0.0;
  for (int i = 0; i < 9; i++) {
    vec3 place = (knuckles[i] * vec4(vUnposed, 1.0)).xyz;
    if (any(greaterThan(abs(place), vec3(0.014)))) continue;
    float z = place.z + 0.0003 * sin(place.x * 700.0 + float(i));
    float bow = 25.0 * place.x * place.x * sign(place.z);
    float many = pow(0.5 + 0.5 * cos((z - bow) * 6.2832 / 0.0023), 4.0);
    float back = bell(place.z, 0.0042) * (0.12 + 0.3 * many);
    float palm = 0.42 * max(bell(z, 0.0006), 0.7 * bell(z + 0.0022, 0.0005));
    dark = max(dark, place.y > 0.0 ? back : palm);
  }
  return dark;
}
`;

const COLOR = /* glsl */ `
vec2 nail = lines * nailHere();
diffuseColor.rgb *= (1.0 - lines * creaseHere()) * (1.0 - 0.35 * nail.y * (1.0 - nail.x));
diffuseColor.rgb = mix(diffuseColor.rgb, vec3(0.8, 0.53, 0.47), 0.42 * nail.x);
`;
