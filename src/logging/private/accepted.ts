import type { aws_iam as iam } from 'aws-cdk-lib';
import { conditionValues } from './condition-values';
import { allowService } from '../../policy';
import type { LogService } from '../../services';
import type { LogWrites } from '../log-writes';

/** What a statement says beside whose logs it is about. */
interface Right {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: string[];
  readonly equal?: { readonly [conditionKey: string]: unknown };
}

/**
 * One statement about several sources of one service. What it lists is asked for when the template is made, and grows until
 * then.
 */
export abstract class Accepted {
  public abstract readonly statement: iam.PolicyStatement;
  protected readonly deliveries: LogWrites[];

  constructor(protected readonly service: LogService, first: LogWrites) {
    this.deliveries = [first];
  }

  /** Lets one more source in. */
  public add(delivery: LogWrites): void {
    for (const service of delivery.services) {
      if (!this.services().includes(service)) { this.statement.addServicePrincipal(service); }
    }
    this.deliveries.push(delivery);
  }

  /** The principals of all that are let in. */
  public services(): string[] {
    return this.all(({ services }) => services);
  }

  /** Distinct values of all that are let in. */
  protected all(what: (delivery: LogWrites) => readonly string[]): string[] {
    return [...new Set(this.deliveries.flatMap(what))];
  }

  /** The sources of each account. */
  protected byOwner(): ReadonlyMap<string, readonly LogWrites[]> {
    const owners = new Map<string, LogWrites[]>();
    for (const delivery of this.deliveries) { owners.set(delivery.owner, [...owners.get(delivery.owner) ?? [], delivery]); }
    return owners;
  }

  protected allow({ sid, actions, resources, equal = {} }: Right): iam.PolicyStatement {
    const [{ accounts, services, sourceArns }] = this.deliveries;
    const equals = {
      ...equal,
      ...(accounts.length === 0 ? {} : { 'aws:SourceAccount': conditionValues(() => this.all((delivery) => delivery.accounts)) }),
    };
    return allowService({
      sid: `Allow${this.service.id}${sid}`,
      services,
      actions: [...actions],
      resources,
      conditions: {
        ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }),
        ...(sourceArns.length === 0 ? {} : { ArnLike: { 'aws:SourceArn': conditionValues(() => this.sourceArns()) } }),
      },
    });
  }

  /** The patterns of `aws:SourceArn`. */
  protected abstract sourceArns(): string[];
}
