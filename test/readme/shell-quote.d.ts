declare module "shell-quote" {
  /** Words as a shell splits them; operators and patterns are objects. */
  export function parse(command: string): (string | object)[];
}
