import { AccessRequest } from './request';
import { statement, Statement, StatementSettings } from './statement';
import { all, any, consensus, isLargerThan, isMap, known, memo, not, OneOf, Ternary, Text, Unknown, Value, ValueMap } from '../template';

type Document = readonly Statement[];

/** Several times what AWS accepts of the largest policies: a larger one is not looked at. */
const MOST_CHARACTERS = 150_000;

const isTooLarge = memo((document: object) => isLargerThan(document, MOST_CHARACTERS));

/**
 * A policy document, prepared once and asked many times.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export class Policy {
  /** Never throws: what is not a policy answers UNKNOWN, and the problems say why. `null` is a policy without statements. */
  static of(document: Value): Policy {
    const problems: string[] = [];
    const documents = possibleDocuments(document, statement, (text) => problems.push(text));
    return new Policy(documents, problems);
  }

  /** All statements; those of documents of which only one will be there as well. */
  readonly statements: readonly Statement[];

  private found: readonly string[] | undefined;

  private constructor(private readonly documents: readonly Document[], private readonly ofDocuments: readonly string[]) {
    this.statements = documents.length === 1 ? documents[0] : documents.flat();
  }

  /** What is wrong with it or cannot be determined, in words. */
  get problems(): readonly string[] {
    this.found ??= [...new Set([...this.ofDocuments, ...this.statements.flatMap((one) => one.problems())])];
    return this.found;
  }

  /** Whether an explicit deny applies. */
  denies(request: AccessRequest): Ternary {
    return this.ask((one) => one.denies(request));
  }

  /** Whether an allow applies, whatever is denied. */
  allows(request: AccessRequest): Ternary {
    return this.ask((one) => one.allows(request));
  }

  /** Whether an allow applies, and no explicit deny. */
  grants(request: AccessRequest): Ternary {
    const allowed = this.allows(request);
    return allowed === Ternary.NO ? Ternary.NO : all([allowed, not(this.denies(request))]);
  }

  /** Whether an allow applies that names the caller, or everybody, rather than only the caller's account. */
  allowsByItself(request: AccessRequest): Ternary {
    return this.ask((one) => one.allowsByItself(request));
  }

  /** Both in one. */
  with(other: Policy): Policy {
    const documents = this.documents.flatMap((mine) => other.documents.map((its) => [...mine, ...its]));
    return new Policy(documents, [...this.ofDocuments, ...other.ofDocuments]);
  }

  private ask(question: (one: Statement) => Ternary): Ternary {
    const [document] = this.documents;
    return this.documents.length === 1 ? any(each(document, question)) : consensus(this.documents.map((one) => any(each(one, question))));
  }
}

function* each(document: Document, question: (one: Statement) => Ternary): Generator<Ternary> {
  for (const one of document) { yield question(one); }
}

/**
 * The documents of which one will be there: mostly a single one.
 *
 * @param read Reads a statement.
 */
export function possibleDocuments<T>(value: Value, read: (one: Value, settings: StatementSettings) => T, problem: (text: string) => void): T[][] {
  if (value === null) { return [[]]; }
  if (value instanceof OneOf) { return value.options.flatMap((option) => possibleDocuments(option, read, problem)); }
  if (typeof value === 'string') { return possibleDocuments(parsed(value), read, problem); }
  const untold = reasonAgainst(value);
  if (untold !== undefined || !isMap(value)) { return [[read(new Unknown(untold ?? ''), { name: 'the policy', variables: Ternary.UNKNOWN })]]; }
  const { variables, name } = versionOf(value, problem);
  return statementLists(value.Statement ?? new Unknown('the policy has none')).map((list) => (Array.isArray(list) ? list : [list])
    .map((one, i) => read(one, { name: name(i), variables })));
}

// docs/decisions/0078
/** Why nothing can be determined of a document; nothing if something can. */
function reasonAgainst(value: Value): string | undefined {
  if (value instanceof Unknown) { return value.reason; }
  if (!isMap(value)) { return 'it is not a map'; }
  return isTooLarge(value) ? 'it is larger than AWS accepts' : undefined;
}

function statementLists(value: Value): Value[] {
  if (value instanceof OneOf) { return value.options.flatMap((option) => statementLists(option)); }
  return [value];
}

/** Variables came with the version of 2012; a policy without a version is of 2008. */
function versionOf(map: ValueMap, problem: (text: string) => void): { variables: Ternary; name: (index: number) => string } {
  const version = map.Version ?? '2008-10-17';
  const name = (index: number) => `statement ${index + 1}`;
  if (version === '2012-10-17' || version === '2008-10-17') { return { variables: known(version === '2012-10-17'), name }; }
  if (!(version instanceof Unknown || version instanceof OneOf || version instanceof Text)) { problem(`unknown version ${JSON.stringify(version)}`); }
  return { variables: Ternary.UNKNOWN, name };
}

/** Properties that hold JSON may be given as text. */
function parsed(text: string): Value {
  try {
    const value: Value = JSON.parse(text);
    return typeof value === 'string' ? new Unknown('it is plain text') : value;
  } catch {
    return new Unknown('it is plain text');
  }
}
