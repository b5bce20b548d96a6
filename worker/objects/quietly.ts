/** Does something with a socket; one that is gone already throws, and is nobody's loss. */
export function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // The runtime forgets the socket by itself.
  }
}
