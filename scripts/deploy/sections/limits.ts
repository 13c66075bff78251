import type { NotProven } from '../report';

/** What no run can show, whatever it asks. */
export const LIMITS: readonly NotProven[] = [
  { what: 'How AWS itself answers', why: 'MiniStack evaluates policies as AWS documents it; scripts/deploy/ministack adds what it lacks, by the same documents' },
  { what: 'That the root user of an account is denied', why: 'MiniStack judges root users by no policy; roles stand in for them' },
  { what: 'That the role that deploys may do what a deployment needs', why: 'the root user deploys, whom MiniStack judges by no policy' },
  { what: 'That objects are encrypted', why: 'MiniStack stores them as they are, and says how S3 would have encrypted them' },
  { what: 'Organizations, and conditions on them', why: 'each account of MiniStack is an organization of its own' },
  { what: 'S3 Batch Operations, inventories, metrics, alarms and events', why: 'their resources are deployed; nothing of MiniStack runs them' },
  { what: 'Alarms on metric math', why: 'MiniStack has alarms on one metric only: these do nothing' },
  { what: 'That AWS accepts the principals of bucket policies and key policies', why: 'moto\'s S3 and KMS take any document: what stands besides is judged by its IAM' },
  { what: 'Object Lock', why: 'MiniStack\'s CloudFormation passes its property over' },
  { what: 'That uploads are judged with the condition keys that S3 fills', why: 'scripts/deploy/ministack/condition_keys.py fills them, as the Service Authorization Reference lists them' },
];
