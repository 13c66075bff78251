/**
 * The value of the condition key `kms:ViaService` in calls to AWS KMS through a service in a Region. Its DNS suffix is the
 * same in every partition.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function viaService(service: string, region: string): string {
  return `${service}.${region}.amazonaws.com`;
}
