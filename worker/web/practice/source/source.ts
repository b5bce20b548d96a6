/** Where the pictures come from. */
export type Source =
  | { readonly kind: "camera"; readonly stream: MediaStream }
  /** Chosen by the learner, or one of the bundled clips. */
  | { readonly kind: "file"; readonly name: string; readonly url: string; readonly isOwn: boolean };

/** Frees what a source holds: the camera's light goes out. */
export function closeSource(source: Source): void {
  if (source.kind === "camera") for (const track of source.stream.getTracks()) track.stop();
  else if (source.isOwn) URL.revokeObjectURL(source.url);
}

/** The bytes of a clip that was chosen, to be sent. */
export const readFile = async ({ url }: { readonly url: string }): Promise<Blob> => (await fetch(url)).blob();
