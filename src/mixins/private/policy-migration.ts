import * as fs from 'fs';
import * as path from 'path';
import { Annotations, AspectPriority, Aspects, attachCustomSynthesis, type aws_iam as iam, type aws_s3 as s3, type IResolveContext, Lazy, Stack, Token } from 'aws-cdk-lib';
import { demandedEncryption } from './demanded-encryption';
import { describedEncryption } from './described-encryption';
import { withoutFollowers } from './held-uploads';
import { KnownPlans } from './known-plans';
import { resolvedOnce } from './resolved-once';
import { setDefaultEncryption } from './set-default-encryption';
import { ChosenBy, chosenDefault } from './settled-default';
import { contradictionRefusal } from '../../cdk';
import { ConstructMap, ConstructSet } from '../../construct-state';
import { SseAlgorithm } from '../../encryption';
import type { DefaultEncryption } from '../../keys';
import type { DemandedDefault, PolicyPlan } from '../../legacy-policy';
import { appended, bucketPoliciesOf, declaredDefault, type DeclaredDefault, encryptionRule, isPolicyDocument, policiesOfEach, stayWithBucket } from '../../policy';

/** Where the replaced policy is kept in the metadata of its resource. */
const METADATA = 'cdk-s3-encryption:replacedBucketPolicy';

const WATCH = ' S3 supports SSE-KMS only over TLS and with Signature Version 4: check for clients whose uploads or downloads now fail.';

type Resolve = (value: unknown) => unknown;

/** Migrates the policy that a bucket has, and what is added to it until the template is written. */
export function migratePolicy(bucket: s3.CfnBucket, chosen: DefaultEncryption | undefined): void {
  const asked = chosen ? describedEncryption(bucket, chosenDefault(chosen)) : 'the default encryption that is declared or that the policy requires';
  if (MIGRATED.has(bucket)) {
    assertSame(bucket, asked);
    return;
  }
  MIGRATED.add(bucket);
  ASKED.set(bucket, asked);
  const migration = new PolicyMigration(bucket, chosen);
  migration.proceed(false);
  lookForSeveral(bucket);
  // Behind those that change the tree, before those that look at it.
  Aspects.of(bucket).add({ visit: (node) => { if (node === bucket) { migration.proceed(true); } } }, { priority: AspectPriority.READONLY - 1 });
  bucket.node.addValidation({ validate: () => migration.report() });
}

const MIGRATED = new ConstructSet<s3.CfnBucket>('policy migrated');
/** To which default encryption, as messages name it. */
const ASKED = new ConstructMap<s3.CfnBucket, string>('policy migrated to');

function assertSame(bucket: s3.CfnBucket, asked: string): void {
  const before = ASKED.get(bucket) ?? asked;
  if (before === asked) { return; }
  throw contradictionRefusal(bucket, `BucketLegacyPolicyMigration cannot migrate the policy to ${asked}: it was already applied, to migrate it to ${before}`,
    'apply it to the bucket once, with one defaultEncryption');
}

/** The buckets of each stack whose policies are migrated. */
const IN_STACK = new ConstructMap<Stack, s3.CfnBucket[]>('buckets of migrated policies');

/** Once for each stack, because every search walks through the whole stack. */
function lookForSeveral(bucket: s3.CfnBucket): void {
  const stack = Stack.of(bucket);
  const before = IN_STACK.get(stack);
  const buckets = before ?? [];
  buckets.push(bucket);
  if (before) { return; }
  IN_STACK.set(stack, buckets);
  stack.node.addValidation({
    validate: () => {
      for (const [one, policies] of policiesOfEach(stack, buckets)) {
        if (policies.length > 1) { warnLeft(one, `The bucket has several policies, and which one takes effect cannot be determined: ${pathsOf(policies)}. Fix: keep only one.`); }
      }
      return [];
    },
  });
}

function pathsOf(policies: readonly s3.CfnBucketPolicy[]): string {
  return policies.map(({ node }) => node.path).join(', ');
}

function warnLeft(bucket: s3.CfnBucket, text: string): void {
  Annotations.of(bucket).addWarningV2('cdk-s3-encryption:legacyUploadDenyLeft', text);
}

class PolicyMigration {
  private readonly stack: Stack;
  private policy: s3.CfnBucketPolicy | undefined;
  /** The document without the migration. */
  private original: unknown;
  /** The default encryption that there was, where it was changed. */
  private before: DeclaredDefault | string | undefined;
  private readonly problems: string[] = [];
  private readonly plans: KnownPlans;
  private readonly resolve: Resolve;

  constructor(private readonly bucket: s3.CfnBucket, private readonly chosen: DefaultEncryption | undefined) {
    this.stack = Stack.of(bucket);
    this.plans = new KnownPlans(bucket);
    this.resolve = (value) => resolvedOnce(this.stack, value);
    if (chosen) { this.setDefault(chosen); }
  }

  /** Sets the default encryption that the policy demands, as far as it is there, and has its statements replaced when it is written. */
  proceed(complete: boolean): void {
    // Few policies demand anything, and who searches for policies walks through the whole stack.
    if (this.policy && !this.demanded(complete)) { return; }
    const [policy, ...others] = bucketPoliciesOf(this.bucket);
    if (!policy || others.length > 0) { return; }
    if (!this.policy) { this.wrap(policy); }
    const demanded = this.demanded(complete);
    if (!demanded) { return; }
    const encryption = demandedEncryption(this.bucket, demanded.serving, demanded.document);
    if (typeof encryption === 'string') { this.problems.push(encryption); } else { this.setDefault(encryption); }
  }

  /** The default encryption that is to be set because the policy demands it, and the policy that does. */
  private demanded(complete: boolean): { readonly serving: DemandedDefault; readonly document: unknown } | undefined {
    if (this.isSettled()) { return undefined; }
    const document = this.preview(complete);
    const { serving, changesDefault } = this.plan(this.resolve, this.resolve(document), false);
    return !serving || (!changesDefault && this.isDeclared()) ? undefined : { serving, document };
  }

  /** Reports the statements that are left unchanged, and what to check. */
  report(): string[] {
    if (!this.policy) { return []; }
    const resolved = this.resolve(this.original);
    const { leftAlone, replaced, serving } = this.plan(this.resolve, resolved);
    // What would do, if the default encryption could still be changed, tells more of what is in the way.
    const [open] = this.isSettled() ? [] : [this.plan(this.resolve, resolved, false).leftAlone];
    const left = (open?.length ? open : leftAlone).map(({ name, reason }) => `${name}: ${reason}`);
    if (left.length > 0) {
      warnLeft(this.bucket, `The policy ${this.policy.node.path} denies uploads that specify no encryption, or might do so, and is left unchanged: `
        + `${[...new Set([...left, ...this.problems])].join('; ')}. `
        + 'Fix: change these statements manually, or pass defaultEncryption to BucketLegacyPolicyMigration.');
    } else if (serving) {
      Annotations.of(this.bucket).addInfoV2('cdk-s3-encryption:legacyUploadDenyReplaced',
        `Uploads that specify no encryption are encrypted by default (${serving.algorithm}), and no longer denied by `
        + `${replaced.map(({ name }) => name).join(', ')} of ${this.policy.node.path}. The replaced policy is kept in ${this.backupFile()}.`
        + (serving.algorithm === SseAlgorithm.SSE_S3 ? '' : WATCH));
    }
    return [];
  }

  private wrap(policy: s3.CfnBucketPolicy): void {
    this.policy = policy;
    this.original = policy.policyDocument;
    stayWithBucket(this.bucket, policy);
    const replaces = () => this.plan(this.resolve, this.resolve(this.original)).replaced.length > 0;
    // Through the context, which notes the references to other stacks that it comes upon.
    const migrated = (context: IResolveContext) => this.plan((value) => context.resolve(value), context.resolve(this.original)).document;
    // What is added later is planned with the rest.
    const addStatements = (...statements: iam.PolicyStatement[]) => {
      for (const statement of statements) { this.original = appended(policy, this.original, statement); }
    };
    const produce = (context: IResolveContext) => (replaces() ? migrated(context) : this.original);
    policy.policyDocument = Object.assign(Lazy.uncachedAny({ produce }), { addStatements });
    policy.addMetadata(METADATA, Lazy.uncachedAny({ produce: () => (replaces() ? this.original : undefined) }));
    attachCustomSynthesis(policy, {
      onSynthesize: ({ assembly }) => {
        if (!replaces()) { return; }
        fs.writeFileSync(path.join(assembly.outdir, this.backupFile()), `${JSON.stringify(this.resolve(this.original), undefined, 2)}\n`);
      },
    });
  }

  /**
   * @param settled Whether the default encryption is to stay as it is now: then statements that require another one are left unchanged
   */
  private plan(resolve: Resolve, resolved: unknown, settled: boolean = true): PolicyPlan {
    const [declared, before] = [this.currentDefault(), this.before].map((one) => (typeof one === 'object' ? { ...one, keyArn: resolve(one.keyArn) } : one));
    // What follows the default encryption does not say which one there has to be.
    const document = settled ? resolved : withoutFollowers(this.bucket, resolved);
    return this.plans.plan({ document, declared: declared!, before, settled });
  }

  /** The document as it is now. To resolve the L2's own would freeze it; others may not be there yet. */
  private preview(complete: boolean): unknown {
    if (isPolicyDocument(this.original)) { return this.original.toJSON() as unknown; }
    return complete || !Token.isUnresolved(this.original) ? this.original : undefined;
  }

  private currentDefault(): DeclaredDefault | string {
    try {
      return declaredDefault(this.bucket);
    } catch (error) {
      return (error as Error).message;
    }
  }

  private isSettled(): boolean {
    return this.chosen !== undefined || this.before !== undefined;
  }

  private isDeclared(): boolean {
    return encryptionRule(this.bucket).serverSideEncryptionByDefault !== undefined;
  }

  private setDefault(encryption: DefaultEncryption): void {
    const before = this.currentDefault();
    const other = setDefaultEncryption(this.bucket, encryption, this.chosen ? ChosenBy.MIXIN : ChosenBy.POLICY);
    if (other) {
      this.problems.push(`the bucket has another default encryption: ${describedEncryption(this.bucket, other)}`);
    } else {
      this.before = before;
    }
  }

  private backupFile(): string {
    const template = this.stack.templateFile.replace(/\.template\.json$/, '');
    return `${template}.${this.stack.resolve(this.policy!.logicalId) as string}.replaced-bucket-policy.json`;
  }
}
