import { type App, Token } from 'aws-cdk-lib';
import type { TemplateJson } from '../support/concrete';

interface PolicyDocument { readonly Statement: { readonly Sid?: string }[] }

/** What becomes of an app: the same for one copy of the library and for two. */
export interface Outcome {
  readonly templates: { readonly [stack: string]: TemplateJson };
  /** Errors, warnings and remarks, each with the path of its construct. */
  readonly annotations: string[];
  /** What was thrown. */
  readonly error?: string;
}

/** Builds and synthesizes an app. */
export function outcomeOf(app: App, build: () => void): Outcome {
  try {
    build();
    const { stacks } = app.synth();
    return {
      templates: Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template as TemplateJson])),
      annotations: stacks.flatMap(({ messages }) => messages.map(({ id, entry }) => `${id}: ${entry.data as string}`)).sort(),
    };
  } catch (error) {
    return { templates: {}, annotations: [], error: withoutTokens((error as Error).message) };
  }
}

/** Tokens are numbered in the order in which they are made. */
function withoutTokens(text: string): string {
  return Token.isUnresolved(text) ? text.replace(/\$\{Token\[([\w.]+)\.\d+\]\}/g, '$1') : text;
}

/** The Sids of each policy document of the templates. */
export function sids({ templates }: Outcome): string[][] {
  return documentsIn(templates).map(({ Statement: statements }) => statements.flatMap(({ Sid: sid }) => sid ?? []));
}

export function repeatedSids(outcome: Outcome): string[] {
  return sids(outcome).flatMap((all) => all.filter((sid, i) => all.indexOf(sid) !== i));
}

export function resources({ templates }: Outcome, type: string): { readonly [property: string]: any }[] {
  return Object.values(templates).flatMap(({ Resources: all = {} }) => Object.values(all))
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties ?? {});
}

function documentsIn(json: unknown): PolicyDocument[] {
  if (typeof json !== 'object' || json === null) { return []; }
  const within = Object.values(json).flatMap(documentsIn);
  return 'Statement' in json && Array.isArray(json.Statement) ? [json as PolicyDocument, ...within] : within;
}
