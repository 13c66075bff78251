import { Policy } from '../../src/policy-evaluation';
import type { Value } from '../../src/template/value';

type Values = string | readonly string[];

/** A statement as a template has it, references replaced. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: '*' | { readonly [type: string]: Values };
  readonly Action?: Values;
  readonly NotAction?: Values;
  readonly Resource?: Values;
  readonly NotResource?: Values;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: Values } };
}

/** A policy document, read once and asked many times. */
export class Document {
  static of(json: unknown): Document {
    return new Document([(json as { Statement?: StatementJson | StatementJson[] }).Statement ?? []].flat(), json);
  }

  readonly policy: Policy;

  private constructor(readonly statements: readonly StatementJson[], json: unknown) {
    this.policy = Policy.of(json as Value);
  }

  get allows(): readonly StatementJson[] { return this.statements.filter(({ Effect }) => Effect === 'Allow'); }

  /** The patterns that tell actions apart. */
  get actionPatterns(): string[] {
    return this.statements.flatMap(({ Action = [], NotAction = [] }) => [...list(Action), ...list(NotAction)]);
  }

  get resourcePatterns(): string[] {
    return this.statements.flatMap(({ Resource = [], NotResource = [] }) => [...list(Resource), ...list(NotResource)]);
  }
}

export function list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value as readonly T[] : [value as T];
}

/** Principals of a type that a statement names. */
export function principalsOf({ Principal }: StatementJson, type: string): readonly string[] {
  return Principal === undefined || Principal === '*' ? [] : list(Principal[type] ?? []);
}

/** A text that a pattern matches. */
export function sample(pattern: string): string {
  return pattern.replace(/\*/g, 'any').replace(/\?/g, 'x');
}
