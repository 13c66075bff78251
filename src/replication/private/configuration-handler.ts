/**
 * The function behind a `Custom::S3BucketReplication`: puts a replication configuration, and deletes only its own
 * configuration, which it recognizes by the role in it. The bucket or the configuration may no longer exist by then.
 *
 * The physical id never changes: a bucket that is replaced and retained keeps its configuration, as it does where its
 * template holds it. AWS Lambda retries what fails before CloudFormation has its answer, which is safe.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html
 */
export const CONFIGURATION_HANDLER = `
const { DeleteBucketReplicationCommand, GetBucketReplicationCommand, PutBucketReplicationCommand, S3Client } = require('@aws-sdk/client-s3');

const GONE = ['NoSuchBucket', 'ReplicationConfigurationNotFoundError'];
const unlessGone = (error) => { if (!GONE.includes(error.name)) { throw error; } };

async function apply({ RequestType, ResourceProperties: { Region, Bucket, Configuration } }) {
  const s3 = new S3Client({ region: Region });
  const ReplicationConfiguration = JSON.parse(Configuration);
  if (RequestType !== 'Delete') {
    await s3.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration }));
    return;
  }
  const found = await s3.send(new GetBucketReplicationCommand({ Bucket })).catch(unlessGone);
  const role = found?.ReplicationConfiguration?.Role;
  if (role !== ReplicationConfiguration.Role) {
    console.log('Nothing to delete: the configuration of ' + Bucket + ' names ' + role);
    return;
  }
  await s3.send(new DeleteBucketReplicationCommand({ Bucket })).catch(unlessGone);
}

async function answer({ StackId, RequestId, LogicalResourceId, PhysicalResourceId, ResponseURL }, outcome) {
  const body = Buffer.from(JSON.stringify({ StackId, RequestId, LogicalResourceId, PhysicalResourceId: PhysicalResourceId ?? LogicalResourceId, ...outcome }));
  // Of bytes: for text a content type would be sent, which the URL is not signed for.
  const { ok, status } = await fetch(ResponseURL, { method: 'PUT', body });
  if (!ok) { throw new Error('CloudFormation answers ' + status); }
}

exports.handler = async (event) => {
  let outcome = { Status: 'SUCCESS' };
  try {
    await apply(event);
  } catch (error) {
    console.error(error);
    outcome = { Status: 'FAILED', Reason: error.name + ': ' + error.message };
  }
  await answer(event, outcome);
};
`.trimStart();
