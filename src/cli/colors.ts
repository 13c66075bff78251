/** What decides on colours. */
export interface ColorEnvironment {
  readonly NO_COLOR?: string;
  readonly FORCE_COLOR?: string;
  readonly TERM?: string;
}

const NONE: ReadonlySet<string> = new Set(['0', 'false']);

/**
 * Whether an output shows colours: a terminal does, a file or pipe where somebody asks for them by name. `NO_COLOR` outdoes
 * `FORCE_COLOR`, as it does in picocolors; what is empty says nothing.
 *
 * @see https://no-color.org
 * @see https://nodejs.org/api/tty.html#writestreamgetcolordepthenv
 */
export function showsColors({ NO_COLOR, FORCE_COLOR, TERM }: ColorEnvironment, isTerminal: boolean): boolean {
  if (NO_COLOR) { return false; }
  return FORCE_COLOR ? !NONE.has(FORCE_COLOR) : isTerminal && TERM !== 'dumb';
}
