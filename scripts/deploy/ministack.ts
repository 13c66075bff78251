import * as fs from 'fs';
import * as https from 'https';
import * as path from 'path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Emulator, freePorts } from './emulator';
import { pythonWith } from './python';
import { must } from '../consumers/processes';

/** The version that `ministack/` was written for: it replaces functions of its inside. */
const REQUIREMENT = 'ministack[full]==1.5.33';
export const REGION = 'eu-west-1';

/** Types of resources that MiniStack does not have. It refuses to start once it has one of them. */
export const INERT_TYPES: readonly string[] = [
  'AWS::Athena::NamedQuery', 'AWS::CloudTrail::Trail', 'AWS::Logs::Delivery', 'AWS::Logs::DeliveryDestination', 'AWS::Logs::DeliverySource',
  'AWS::Logs::QueryDefinition', 'AWS::S3::StorageLens',
];

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How a request reaches S3. */
export interface Transport {
  /** @default true */
  readonly tls?: boolean;
  /** @default - the newest that both sides know */
  readonly maximumTlsVersion?: 'TLSv1.2' | 'TLSv1.3';
}

/** MiniStack, which judges each request by the policies of identities, buckets and keys. */
// docs/decisions/0095
export class MiniStack {
  static async start(): Promise<MiniStack> {
    const python = pythonWith(REQUIREMENT);
    const [secure, plain] = await freePorts(2);
    const emulator = await Emulator.start(python, path.join(__dirname, 'ministack', 'server.py'), {
      args: (folder) => [String(secure), String(plain), ...certificate(folder)],
      url: `http://127.0.0.1:${plain}/_ministack/health`,
      env: { AUTH: 'true', USE_SSL: '1', GATEWAY_PORT: String(secure), MINISTACK_REGION: REGION, SFTP_ENABLED: '0', IOT_MTLS_ENABLED: '0', INERT_TYPES: INERT_TYPES.join(',') },
    });
    return new MiniStack(emulator, secure, plain);
  }

  private readonly ca: string;
  private constructor(readonly emulator: Emulator, private readonly secure: number, private readonly plain: number) {
    this.ca = fs.readFileSync(path.join(emulator.folder, 'server.crt'), 'utf8');
  }

  /** Forgets everything that was deployed. */
  async reset(): Promise<void> {
    const { status } = await fetch(`http://127.0.0.1:${this.plain}/_ministack/reset`, { method: 'POST' });
    if (status !== 200) { throw new Error(`MiniStack answered ${status} to a reset:\n${this.emulator.lastLines}`); }
  }

  /** Where S3 answers. */
  endpoint({ tls = true }: Transport = {}): string { return tls ? `https://localhost:${this.secure}` : `http://localhost:${this.plain}`; }

  /** What sends requests over TLS, and trusts the emulator. */
  agent({ maximumTlsVersion }: Transport = {}): https.Agent { return new https.Agent({ ca: this.ca, maxVersion: maximumTlsVersion }); }

  /** The root user of an account, who deploys: MiniStack judges it by no policy. */
  account(account: string, region = REGION): Caller { return new Caller(this, { accessKeyId: account, secretAccessKey: 'test' }, region); }
}

/** Somebody who sends requests to AWS. */
export class Caller {
  constructor(readonly stack: MiniStack, readonly credentials: Credentials, readonly region: string) {}

  s3(transport: Transport = {}): S3Client { return new S3Client({ ...this.configuration(transport), forcePathStyle: true }); }
  get kms(): KMSClient { return new KMSClient(this.configuration()); }
  get iam(): IAMClient { return new IAMClient(this.configuration()); }
  get cloudFormation(): CloudFormationClient { return new CloudFormationClient(this.configuration()); }

  /** A session of a role that trusts this caller. */
  async assume(roleArn: string): Promise<Caller> {
    const { Credentials: session } = await new STSClient(this.configuration()).send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'test' }));
    const { AccessKeyId, SecretAccessKey, SessionToken } = session!;
    return new Caller(this.stack, { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! }, this.region);
  }

  private configuration(transport: Transport = {}) {
    return {
      region: this.region,
      credentials: this.credentials,
      endpoint: this.stack.endpoint(transport),
      maxAttempts: 1,
      requestHandler: { httpsAgent: this.stack.agent(transport) },
    };
  }
}

/** A certificate for this machine alone, and its key. */
function certificate(folder: string): string[] {
  const [file, key] = ['server.crt', 'server.key'].map((name) => path.join(folder, name));
  must('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-keyout', key, '-out', file,
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
  ]);
  return [file, key];
}
