import { type aws_iam as iam, type CfnElement, DefaultTokenResolver, type IResolvable, type IPostProcessor, type IResolveContext, Reference, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Reads elements of templates before the app is synthesized, so that other aspects can still change everything: statements
 * are not frozen, and references to other stacks stay what they are.
 *
 * In place of each reference stands a mark, by which the construct is found again.
 */
export class MarkedReferences {
  private readonly marks = new Map<IConstruct, string>();
  private readonly targets = new Map<string, IConstruct>();

  /** The sections of the template that an element is in, overrides included. */
  public rendered(element: CfnElement): { readonly [section: string]: unknown } {
    const template = (element as CfnElement & { _toCloudFormation(): object })._toCloudFormation();
    const scope: IConstruct = element;
    return (Tokenization.resolve(template, { scope, resolver: new Marking(this) }) ?? {}) as { readonly [section: string]: unknown };
  }

  /** The resource of an element that is one. */
  public resource(element: CfnElement): MarkedResource {
    const { Resources = {} } = this.rendered(element) as { readonly Resources?: { readonly [id: string]: MarkedResource } };
    return Object.values(Resources)[0] ?? {};
  }

  /** The constructs to which something refers that was read here. */
  public referredBy(value: unknown): IConstruct[] {
    const found = new Set(JSON.stringify(value ?? '').match(MARK));
    return [...found].map((mark) => this.targets.get(mark)!);
  }

  /** The mark of a construct. */
  public markOf(construct: IConstruct): string {
    const before = this.marks.get(construct);
    if (before !== undefined) { return before; }
    const mark = `[[construct ${this.marks.size}]]`;
    this.marks.set(construct, mark);
    this.targets.set(mark, construct);
    return mark;
  }
}

/** A resource as the template will have it, with marks. */
export interface MarkedResource {
  readonly Type?: string;
  readonly Properties?: { readonly [property: string]: unknown };
}

const MARK = /\[\[construct \d+\]\]/g;

class Marking extends DefaultTokenResolver {
  constructor(private readonly references: MarkedReferences) { super(TEXT); }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    // An intrinsic function, because properties that are no text have to be one.
    if (Reference.isReference(token)) { return { Ref: this.references.markOf(token.target) }; }
    // To resolve a policy document would freeze its statements.
    if ('addStatements' in token) { return context.resolve((token as iam.PolicyDocument).toJSON()); }
    return super.resolveToken(token, context, postProcessor);
  }
}

/** Pieces of a text are read together, whatever each of them is. */
const TEXT: ConstructorParameters<typeof DefaultTokenResolver>[0] = { join: (left: unknown, right: unknown) => `${written(left)}${written(right)}` };

function written(piece: unknown): string {
  if (piece === undefined) { return ''; }
  if (typeof piece === 'string') { return piece; }
  const { Ref: mark } = piece as { readonly Ref?: unknown };
  return typeof mark === 'string' && mark.match(MARK) ? mark : JSON.stringify(piece);
}
