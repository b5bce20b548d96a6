/** What an admin does; never what a request holds. */
export interface AuditedAction {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly actor: string;
  /** Method and route. */
  readonly action: string;
  /** Path of the request. */
  readonly target: string;
  readonly requestId: string;
}

export interface AuditRecord extends AuditedAction {
  readonly entryId: number;
  /** Of the answer; null until it is given. */
  readonly status: number | null;
}

/** Every method rejects if the database fails. */
export interface AuditLog {
  /** Written before the action, so that none goes unseen; resolves to the entry's id. */
  begin(action: AuditedAction): Promise<number>;
  end(entryId: number, status: number): Promise<void>;
  /** Newest first; from the start, or before an entry. */
  list(limit: number, before?: number): Promise<AuditRecord[]>;
}
