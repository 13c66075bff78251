import { type aws_iam as iam, Lazy } from 'aws-cdk-lib';
import { allowService } from '../../policy';
import type { LogDelivery, LogProducer } from '../log-producer';

/**
 * How many sources, or places for their logs, one statement lists. Where there are more it names all of the account:
 * a bucket policy has room for 20 KB.
 */
export const MOST_LISTED = 10;

/** What one policy says of all sources of one kind that it lets in. */
export abstract class Accepted {
  /** Its statements about the kind. What they list is asked for when the template is made, and grows until then. */
  public abstract readonly statements: readonly iam.PolicyStatement[];

  private readonly deliveries: LogDelivery[];

  constructor(protected readonly kind: LogProducer, first: LogDelivery) {
    this.deliveries = [first];
  }

  /** Lets one more source in. */
  public add(delivery: LogDelivery): void {
    for (const service of delivery.services) {
      if (this.all(({ services }) => services).includes(service)) { continue; }
      for (const statement of this.statements) { statement.addServicePrincipal(service); }
    }
    this.deliveries.push(delivery);
  }

  /** Distinct values of all that are let in. */
  protected all(what: (delivery: LogDelivery) => readonly string[]): string[] {
    return [...new Set(this.deliveries.flatMap(what))];
  }

  protected allow(
    sid: string, actions: readonly string[], resources: string[], equal: { readonly [key: string]: unknown } = {},
  ): iam.PolicyStatement {
    const [{ accounts, services, sourceArns }] = this.deliveries;
    const equals = {
      ...equal,
      ...(accounts.length === 0 ? {} : { 'aws:SourceAccount': listed(() => this.all((delivery) => delivery.accounts)) }),
    };
    return allowService({
      sid: `Allow${this.kind.id}${sid}`,
      services,
      actions: [...actions],
      resources,
      conditions: {
        ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }),
        ...(sourceArns.length === 0 ? {} : { ArnLike: { 'aws:SourceArn': listed(() => this.sourceArns()) } }),
      },
    });
  }

  /** The patterns of `aws:SourceArn`. */
  protected abstract sourceArns(): string[];
}

/** Values of a condition key. */
function listed(values: () => string[]) {
  return Lazy.uncachedAny({
    produce: () => {
      const all = values();
      return all.length === 1 ? all[0] : all;
    },
  });
}
