import type { aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type AcceptingBucket, AcceptedCheck, AcceptedObjects } from './accepted-in-bucket';
import { haveAccountFolder } from './object-keys';
import { alphanumeric, denyNestedLogFolders, meaningOf } from '../../policy';
import { bucketActionsOf, type LogService } from '../../services';
import type { LogWrites } from '../log-writes';

/** The group of sources that share a statement although they belong to several accounts. */
const BY_FOLDER = 'ByFolder';

/**
 * What the policy of a bucket says of all sources of one service.
 *
 * Accounts share a statement about objects only where the service itself puts the folder of the account into each key.
 * Where a source may write any key, a shared statement would allow each account to write below the prefixes of the others.
 */
export class AcceptedByBucket {
  /** By whose they are: two tokens may stand for one account. */
  private readonly objects = new Map<string, AcceptedObjects>();
  private check?: AcceptedCheck;
  private nested?: { readonly statement: iam.PolicyStatement; services: number };

  /**
   * @param scope Whose statements they are
   */
  constructor(private readonly scope: IConstruct, private readonly service: LogService, private readonly bucket: AcceptingBucket) {}

  /**
   * Lets one more source in.
   *
   * @returns the statements that it takes beside those that are there
   */
  public accept(delivery: LogWrites): iam.PolicyStatement[] {
    return [this.acceptObjects(delivery), this.acceptCheck(delivery), this.denyNested()].filter((statement) => statement !== undefined);
  }

  /** How much it lists, for errors. */
  public get extent(): string {
    const all = [...this.objects.values()];
    const accounts = new Set(all.flatMap((objects) => objects.owners())).size;
    const patterns = all.flatMap((objects) => objects.patterns()).length;
    return `${this.service.title} (${counted(accounts, 'account')}, ${counted(patterns, 'key pattern')})`;
  }

  private acceptObjects(delivery: LogWrites): iam.PolicyStatement | undefined {
    const group = haveAccountFolder(delivery.objectKeys) ? BY_FOLDER : meaningOf(this.scope, delivery.owner);
    const before = this.objects.get(group);
    if (before) {
      before.add(delivery);
      return undefined;
    }
    const sid = this.objects.size === 0 ? '' : group === BY_FOLDER ? BY_FOLDER : alphanumeric(this.scope, delivery.owner);
    const accepted = new AcceptedObjects(this.service, this.bucket, sid, delivery);
    this.objects.set(group, accepted);
    return accepted.statement;
  }

  private acceptCheck(delivery: LogWrites): iam.PolicyStatement | undefined {
    if (bucketActionsOf(this.service).length === 0) { return undefined; }
    if (this.check) {
      this.check.add(delivery);
      return undefined;
    }
    this.check = new AcceptedCheck(this.service, this.bucket, delivery);
    return this.check.statement;
  }

  /** Where nothing but the keys tells whose logs they are, and where accounts share a statement. */
  private denyNested(): iam.PolicyStatement | undefined {
    const shared = this.objects.get(BY_FOLDER);
    if (!shared || (this.service.serviceFolder === undefined && shared.owners().length === 1)) { return undefined; }
    const services = shared.services();
    if (this.nested) {
      for (const service of services.slice(this.nested.services)) { this.nested.statement.addServicePrincipal(service); }
      this.nested.services = services.length;
      return undefined;
    }
    const statement = denyNestedLogFolders(this.bucket.arn, { sid: `DenyNested${this.service.id}`, services, folder: this.service.serviceFolder });
    this.nested = { statement, services: services.length };
    return statement;
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
