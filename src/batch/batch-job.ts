import { createHash } from 'crypto';
import { type CfnResource, custom_resources as cr, Fn, aws_iam as iam, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { resourceOfCall } from '../cdk';
import { type LogBucket, LogSource } from '../logging';
import { iamDescription } from '../policy';
import { jobTag, STACK, starterRights } from './private/starter-rights';

/** Where the completion report of a job goes. */
export interface BatchJobReport {
  readonly bucket: LogBucket;
  /** The folder of the report, without a slash at its end. */
  readonly prefix: string;
  readonly scope: 'AllTasks' | 'FailedTasksOnly';
}

/** A job, in the words of the API: its keys are those of `CreateJob`, in their spelling. */
export interface BatchJobProps {
  /** What is done to each object: one operation, such as `{ S3ReplicateObject: {} }`. */
  readonly operation: { readonly [operation: string]: object };

  /**
   * How S3 finds the objects: what the API calls `S3JobManifestGenerator`.
   *
   * @default - `manifest` lists them
   */
  readonly manifestGenerator?: object;

  /**
   * Which objects are listed: what the API calls `Manifest`. Either this or `manifestGenerator`.
   *
   * @default - `manifestGenerator` finds them
   */
  readonly manifest?: object;

  readonly report: BatchJobReport;

  /** The role of the job: see `batchJobRole()`. It is given the right to write the report. */
  readonly role: iam.Role;

  /** At most 256 characters. Another description makes another job. */
  readonly description: string;

  /**
   * Jobs with a higher number are run first.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * Whether the job waits until somebody confirms it in the console.
   *
   * @default false
   */
  readonly confirmationRequired?: boolean;

  /**
   * The account that the job runs in: that of the objects.
   *
   * @default - that of the stack
   */
  readonly account?: string;

  /**
   * The Region that the job runs in: that of the objects.
   *
   * @default - that of the stack
   */
  readonly region?: string;

  /**
   * What makes another job when it changes, besides the job's own text.
   *
   * @default - nothing
   */
  readonly trigger?: unknown;

  /**
   * Whether the newest SDK is installed at deployment, for operations that the function's own does not know yet.
   *
   * @default false
   */
  readonly latestSdk?: boolean;
}

const DEFAULT_PRIORITY = 10;

/** Jobs that have ended, or are no longer known, need not be cancelled. */
const ENDED = 'JobStatus|NotFound|NoSuchJob|BadRequest|InvalidRequest';

// docs/decisions/0032
/**
 * A job of S3 Batch Operations that is started at deployment, for which CloudFormation has no resource type.
 *
 * A job that has changed is another resource: it is started, and the former one cancelled. One that has not is left
 * alone, whatever else changes in the template. Deletion cancels it, unless it has ended.
 *
 * The rights to do so belong to a role of their own: the function that makes the calls, and its role, are shared by all
 * `AwsCustomResource`s of the stack.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateJob.html
 */
export class BatchJob extends Construct {
  /** The id of the job, known once it is started. */
  readonly jobId: string;

  constructor(scope: Construct, id: string, props: BatchJobProps) {
    super(scope, id);
    const { account: here, region: hereRegion } = Stack.of(this);
    const { account = here, region = hereRegion, report, role, latestSdk = false } = props;
    const ready = report.bucket.acceptLogsFrom(LogSource.batchOperationsReports({ role, prefix: report.prefix }));
    const request = requestOf(props, account);
    const hash = Lazy.uncachedString({ produce: () => this.hash([request, props.trigger]) });
    const starterArn = Lazy.string({ produce: () => starter.roleArn });
    const call = (action: string, parameters: object): cr.AwsSdkCall =>
      ({ service: 'S3Control', action, region, parameters, assumedRoleArn: starterArn });
    const tag = jobTag(this);
    const job = new cr.AwsCustomResource(this, 'Job', {
      resourceType: 'Custom::S3BatchOperationsJob',
      onCreate: {
        // S3 takes two requests with one token for the same, also from two stacks.
        ...call('createJob', { ...request, Tags: [tag], ClientRequestToken: Fn.join('-', [STACK, hash]) }),
        physicalResourceId: cr.PhysicalResourceId.fromResponse('JobId'),
        outputPaths: ['JobId'],
      },
      onDelete: {
        ...call('updateJobStatus', { AccountId: account, JobId: new cr.PhysicalResourceIdReference(), RequestedJobStatus: 'Cancelled' }),
        ignoreErrorCodesMatching: ENDED,
      },
      policy: cr.AwsCustomResourcePolicy.fromStatements([new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: [starterArn] })]),
      // docs/decisions/0028
      installLatestAwsSdk: latestSdk,
    });
    const [operation] = Object.keys(props.operation);
    const starter = new iam.Role(this, 'Starter', {
      description: iamDescription(`Starts and cancels the job of ${this.node.path}`),
      assumedBy: job.grantPrincipal,
      inlinePolicies: { StartJob: starterRights(this, { operation, account, region, role, tag }) },
    });
    const { customResource, resource } = resourceOfCall(job);
    renameWith(resource, hash);
    job.node.addDependency(role, ready, starter);
    this.jobId = customResource.ref;
  }

  private hash(value: unknown): string {
    return createHash('sha256').update(JSON.stringify(Stack.of(this).resolve(value))).digest('hex').slice(0, 16);
  }
}

function requestOf(props: BatchJobProps, account: string): object {
  const { operation, manifest, manifestGenerator, report, role, description } = props;
  return {
    AccountId: account,
    ConfirmationRequired: props.confirmationRequired ?? false,
    Operation: operation,
    Report: {
      Bucket: report.bucket.bucketArn,
      Prefix: report.prefix,
      Format: 'Report_CSV_20180820',
      Enabled: true,
      ReportScope: report.scope,
    },
    ...(manifest ? { Manifest: manifest } : { ManifestGenerator: { S3JobManifestGenerator: manifestGenerator } }),
    Description: description,
    Priority: props.priority ?? DEFAULT_PRIORITY,
    RoleArn: role.roleArn,
  };
}

/** CloudFormation makes a resource of another name, and deletes that of the former name afterwards. */
function renameWith(resource: CfnResource, hash: string): void {
  const name = Stack.of(resource).resolve(resource.logicalId) as string;
  resource.overrideLogicalId(Lazy.uncachedString({ produce: () => `${name}${hash}` }));
}
