const EXTENSIONS: Readonly<Record<string, string>> = {
  "video/mp4": "mp4",
  "video/quicktime": "mov",
  "video/webm": "webm",
  "video/x-msvideo": "avi",
};

/** Names are unguessable, since whoever knows one may have the video assessed. */
export const newUploadKey = (newId: () => string, contentType: string): string =>
  `uploads/${newId()}.${EXTENSIONS[contentType] ?? "video"}`;
