import { AccountHole, Hole, memo, NameHole, Text } from '../template';

/** What stands for other text in a pattern. */
export enum Wildcard {
  /** `*`: any text, also none. */
  ANY_TEXT,
  /** `?`: exactly one character. */
  ANY_CHARACTER,
}

/**
 * A character that stands in no policy and in no hole, for a text that is none of those that a policy names. CloudFormation
 * refuses it in a template.
 */
export const FRESH = '\u0003';

/** Text that a policy can mean by a wildcard only. */
export function textThatNoPolicyNames(length: number): string {
  return FRESH.repeat(length);
}

/** A hole among the tokens: some text, at least one character of it. */
export class Gap {
  /**
   * @param withinArnField Whether it stands for (part of) one of the first five fields of an ARN, and so for no colon.
   * @param ofResource Whether it is the whole name or id that AWS gives to a resource: no two resources have the same.
   * @param isName Whether it is a name or an id, of a resource or of an account or Region: there is no separator in it.
   * @param isAccount Whether it is the ID of an account: digits.
   * @param hole The hole itself, if it is one of the template.
   */
  constructor(
    readonly id: string, readonly withinArnField: boolean, readonly ofResource: boolean = false, readonly isName: boolean = ofResource,
    readonly isAccount: boolean = false, readonly hole?: Hole,
  ) {}
}

/** The hole that stands for the value of a policy variable. */
export function variableHole(key: string): string {
  return `\${${key}}`;
}

/** Whether a hole stands for a policy variable: what it is depends on the request. */
export function isVariable({ id }: Gap): boolean {
  return id.startsWith('${');
}

/** A character, a wildcard or a gap. */
export type Token = string | Wildcard | Gap;

/** A plain string is the list of its characters. */
export type Tokens = ArrayLike<Token>;

const ARN_FIELDS = 6;

/** Texts come from templates and stay, requests are asked about many times: each text is taken apart once. */
const tokensOfText = memo((text: Text): Token[] => tokensOfParts(text, (literal) => literal.split('')));
const foldedTokensOfText = memo((text: Text): Token[] => tokensOfParts(text, (literal) => literal.toLowerCase().split('')));

/** The tokens of text in which nothing is a wildcard. */
export function literalTokens(text: string | Text, ignoreCase = false): Tokens {
  if (typeof text === 'string') { return ignoreCase ? text.toLowerCase() : text; }
  return ignoreCase ? foldedTokensOfText(text) : tokensOfText(text);
}

/**
 * The tokens of a text with holes; the caller says what becomes of the literal parts.
 *
 * Who writes an ARN with its five colons has divided it into fields: partition, Region and account hold no further
 * colon. Without that knowledge `arn:{partition}:s3:::one` could not be determined from `arn:aws:s3:::other`.
 */
export function tokensOfParts<T>(text: Text, literal: (part: string) => readonly T[]): (T | Gap)[] {
  const isArn = looksLikeArn(text);
  let fields = 1;
  return text.parts.flatMap((part): readonly (T | Gap)[] => {
    if (part instanceof Hole) {
      return [new Gap(part.id, isArn && fields < ARN_FIELDS, isNameOfResource(part), part instanceof NameHole, part instanceof AccountHole, part)];
    }
    fields += colonsIn(part);
    return literal(part);
  });
}

/** Whether it is the name of a resource. Accounts, Regions and stacks have names as well, but what is not known of two of them may be the same. */
export function isNameOfResource(hole: Hole): boolean {
  return hole instanceof NameHole && !/(^|\/)AWS::/.test(hole.id);
}

function looksLikeArn(text: Text): boolean {
  const [first] = text.parts;
  const colons = text.parts.reduce((sum, part) => sum + (typeof part === 'string' ? colonsIn(part) : 0), 0);
  return typeof first === 'string' && first.startsWith('arn:') && colons >= ARN_FIELDS - 1;
}

function colonsIn(text: string): number {
  return text.split(':').length - 1;
}
