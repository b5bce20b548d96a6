/** Which videos were uploaded here, and when. Every method rejects if the database fails. */
export interface UploadRegister {
  /** Notes an upload, before it is stored, so that no video is ever forgotten. `at`: milliseconds since 1970. */
  record(key: string, at: number): Promise<void>;
  /** Keys of at most `limit` videos uploaded before this time (ms), oldest first. */
  before(time: number, limit: number): Promise<string[]>;
  /** Forgets videos that are deleted. */
  forget(keys: readonly string[]): Promise<void>;
}
