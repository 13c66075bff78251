/** A report that nobody could use, such as a page that no browser draws. Other formats can be written; the fix says which. */
export class ReportTooLarge extends Error {
  /** Both as clauses, without a full stop. */
  constructor(readonly problem: string, readonly fix: string) {
    super(`${problem}. Fix: ${fix}.`);
    this.name = 'ReportTooLarge';
  }
}
