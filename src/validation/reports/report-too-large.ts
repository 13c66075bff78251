/** A report that nobody could use, such as a page that no browser draws. Other formats can be written; the message says which. */
export class ReportTooLarge extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReportTooLarge';
  }
}
