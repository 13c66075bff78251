/** A page of the API reference: what it is about, and the folders of `src/` whose types it has. */
export interface Topic {
  /** The name of the page in `docs/api`. */
  readonly page: string;
  readonly title: string;
  /** What readers want to do who need it. */
  readonly about: string;
  /** The longest folder that a type is in decides. */
  readonly folders: readonly string[];
  /** The guides to read first, below `docs/`. */
  readonly guides: readonly string[];
}

/** In the order in which readers need them. */
export const TOPICS: readonly Topic[] = [
  {
    page: 'buckets',
    title: 'Buckets and access',
    folders: ['src/bucket'],
    about: 'Create encrypted buckets, grant access to them, and know which headers uploads send.',
    guides: ['guides/buckets-and-keys.md', 'guides/granting-access.md', 'guides/cross-account.md'],
  },
  {
    page: 'keys',
    title: 'Keys and encryption choices',
    folders: ['src/keys'],
    about: 'Choose a default encryption, create keys, and decide which uploads a bucket accepts.',
    guides: ['guides/choosing-encryption.md', 'guides/buckets-and-keys.md', 'guides/key-changes.md'],
  },
  {
    page: 'bucket-kinds',
    title: 'Directory, table and vector buckets',
    folders: ['src/bucket-kinds'],
    about: 'Create or import encrypted S3 directory buckets, table buckets and vector buckets, and grant access to them.',
    guides: ['guides/other-buckets.md'],
  },
  {
    page: 'logging',
    title: 'Logs',
    folders: ['src/logging'],
    about: 'Collect logs of AWS services in buckets whose encryption they support.',
    guides: ['guides/log-buckets.md', 'log-sources.md'],
  },
  {
    page: 'replication',
    title: 'Replication',
    folders: ['src/replication'],
    about: 'Replicate encrypted objects across Regions and accounts, and both ways.',
    guides: ['guides/replication.md'],
  },
  {
    page: 'existing-objects',
    title: 'Existing objects',
    folders: ['src/existing-objects', 'src/batch'],
    about: 'Know and change how existing objects are encrypted.',
    guides: ['guides/existing-objects.md'],
  },
  {
    page: 'monitoring',
    title: 'Monitoring',
    folders: ['src/monitoring'],
    about: 'Get alerts, alarms, metrics and a dashboard about encryption after deployment.',
    guides: ['guides/monitoring.md'],
  },
  {
    page: 'defaults',
    title: 'Defaults for all buckets',
    folders: ['src/defaults'],
    about: 'Encrypt all buckets of an app, whoever creates them.',
    guides: ['mixins.md'],
  },
  {
    page: 'mixins',
    title: 'Mixins',
    folders: ['src/mixins'],
    about: 'Add one feature to buckets that exist already.',
    guides: ['mixins.md'],
  },
  {
    page: 'guardrails',
    title: 'Guardrails',
    folders: ['src/guardrails'],
    about: 'Enforce encryption in an account or organization, as a resource control policy, as AWS Config rules, and as a CloudFormation Hook (`EncryptionHook`).',
    guides: ['guides/enforcement.md'],
  },
  {
    page: 'checks',
    title: 'Checks and rule sets',
    folders: ['src/validation/checks', 'src/validation/rule-sets', 'src/validation/rules'],
    about: 'Check all buckets of an app at synthesis.',
    guides: ['guides/checks.md', 'guides/suppressing-findings.md', 'rules/README.md'],
  },
  {
    page: 'custom-rules',
    title: 'Custom rules',
    folders: ['src/validation/custom-rules'],
    about: 'Write rules, and read what they see of a bucket.',
    guides: ['custom-rules.md'],
  },
  {
    page: 'encryption',
    title: 'Terms of encryption',
    folders: ['src/encryption'],
    about: 'Algorithms, TLS and signature versions, encryption contexts and AWS KMS actions, which other types name.',
    guides: ['guides/choosing-encryption.md'],
  },
];

/** The topic of a type, by the file that declares it. */
export function topicOf(file: string): Topic {
  const places = TOPICS.flatMap((topic) => topic.folders.map((folder) => ({ topic, folder })))
    .filter(({ folder }) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length);
  if (places.length === 0) { throw new Error(`scripts/api-docs/topics.ts: no topic has a folder with ${file}. Fix: add its folder to one.`); }
  return places[0].topic;
}
