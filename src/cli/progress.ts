import type { Io } from './io';
import { printable } from '../validation/reports';

/** How long a run is left alone, and how often it is said how far it is. In milliseconds. */
const PATIENCE = 1_000;
const PAUSE = 100;

const WIDEST = 79;
/** To the beginning of the line, and what is there is erased. */
const ERASE = '\r\u001b[2K';

/** How far a run is, on one line of a terminal, for as long as the run lasts. */
export class Progress {
  private readonly now: () => number;
  private next: number;
  private isShown = false;

  constructor(private readonly io: Io, private readonly isQuiet: boolean) {
    this.now = io.now ?? (() => performance.now());
    this.next = this.now() + PATIENCE;
  }

  step(say: () => string): void {
    if (this.isQuiet || !this.io.showsProgress) { return; }
    const now = this.now();
    if (now < this.next) { return; }
    this.next = now + PAUSE;
    this.isShown = true;
    this.io.stderr(`${ERASE}${printable(say()).slice(0, WIDEST)}`);
  }

  end(): void {
    if (this.isShown) { this.io.stderr(ERASE); }
    this.isShown = false;
  }
}
