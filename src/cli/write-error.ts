// docs/decisions/0050
/** What was found could not be written where it was wanted. The input is not at fault. */
export class WriteError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WriteError';
  }
}
