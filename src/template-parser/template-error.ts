import { Lines, type Position } from './position';

/** Why a text cannot be read as a template, and where. */
export class TemplateError extends Error {
  /** @param offset Where in the text it is; nowhere in particular if it is not given. */
  static in(text: string, file: string, why: string, offset?: number): TemplateError {
    return new TemplateError(file, why, offset === undefined ? undefined : new Lines(text).position(offset));
  }

  constructor(readonly file: string, readonly why: string, readonly position?: Position) {
    super(`${file}${position ? `:${position.line}:${position.column}` : ''}: ${why}`);
    this.name = 'TemplateError';
  }
}
