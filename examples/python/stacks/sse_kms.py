from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from cdk_s3_encryption import DefaultEncryption, EncryptedBucket, EncryptionKey
from constructs import Construct


class SseKmsStack(Stack):
    """Customer managed keys, with an S3 Bucket Key: what an EncryptedBucket does unless told otherwise."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        # A key of its own.
        orders = EncryptedBucket(self, "Orders")

        # One key for several buckets.
        key = EncryptionKey(self, "Key", alias="reports")
        EncryptedBucket(self, "Reports", default_encryption=DefaultEncryption.sse_kms(key=key))
        EncryptedBucket(self, "ReportDrafts", default_encryption=DefaultEncryption.sse_kms(key=key))

        # A grant on the bucket includes what its key needs.
        reader = iam.Role(self, "Reader", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        orders.grant_read(reader)
