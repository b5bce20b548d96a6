import type { Scope } from "../../shared/contract/access.ts";

/** A key as it is kept. Times are milliseconds since 1970. */
export interface StoredKey {
  readonly keyId: string;
  /** SHA-256 of the key, hexadecimal. */
  readonly digest: string;
  readonly name: string;
  readonly tenant: string;
  readonly scopes: readonly Scope[];
  /** Null for the limit that keys have unless told otherwise. */
  readonly requestsPerMinute: number | null;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

/** Every method rejects if the database fails. */
export interface ApiKeyStore {
  /** Rejects if the id exists. */
  insert(key: StoredKey): Promise<void>;
  /** Also a key that is revoked. */
  find(keyId: string): Promise<StoredKey | undefined>;
  /** Newest first, at most 1000, those that are revoked included. */
  list(): Promise<StoredKey[]>;
  /** Ends a key; one that has ended keeps its time. False if there is no such key. */
  revoke(keyId: string, now: number): Promise<boolean>;
  noteUse(keyId: string, now: number): Promise<void>;
  /** Whether there is a key in force. */
  hasKeys(): Promise<boolean>;
}
