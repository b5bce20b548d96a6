/** What the build knows of the files it makes, so that a page need not load them to tell. */
export interface BuiltFacts {
  /** By name of the model or runtime, e.g. `palm-full.onnx`. */
  readonly fileBytes: Readonly<Record<string, number>>;
  /** The newest of each sign language. */
  readonly alphabets: readonly SignLanguage[];
}

export interface SignLanguage {
  readonly languageCode: string;
  readonly labels: readonly string[];
}

/** Put in by worker/web/build.ts. */
declare const BUILT: BuiltFacts;

export const builtFacts: BuiltFacts = BUILT;
