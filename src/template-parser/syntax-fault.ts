/** What is wrong at an offset of a text; who knows the file makes a `TemplateError` of it. */
export class SyntaxFault extends Error {
  constructor(readonly why: string, readonly offset: number) {
    super(why);
  }
}

/** The text is larger, or deeper, than any template. */
export class LimitFault extends SyntaxFault {}
