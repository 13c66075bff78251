from typing import cast

from aws_cdk import Acknowledgment, Stack, Validations
from aws_cdk import aws_s3 as s3
from constructs import Construct


class CarelessStack(Stack):
    """Buckets as one finds them: each has a fault that CDK synthesizes without a word."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        # Says nothing: S3 decides how to encrypt, and anybody may read over plain HTTP.
        s3.Bucket(self, "Uploads")

        # SSE-KMS, but every object costs a request to AWS KMS.
        s3.Bucket(self, "Invoices", encryption=s3.BucketEncryption.KMS, enforce_ssl=True)

        # An escape hatch undoes what the construct says, and opens the bucket to customer-provided keys.
        archive = s3.Bucket(
            self,
            "Archive",
            encryption=s3.BucketEncryption.KMS,
            bucket_key_enabled=True,
            enforce_ssl=True,
            blocked_encryption_types=[s3.BlockedEncryptionType.SSE_C],
        )
        l1 = cast(s3.CfnBucket, archive.node.default_child)
        rule = "BucketEncryption.ServerSideEncryptionConfiguration.0"
        l1.add_property_override(f"{rule}.BucketKeyEnabled", False)
        l1.add_property_override(f"{rule}.BlockedEncryptionTypes.EncryptionType", ["NONE"])

        # Known and accepted: acknowledged with a reason, so it is in the report but stops nobody.
        mirror = s3.Bucket(
            self,
            "PublicMirror",
            encryption=s3.BucketEncryption.S3_MANAGED,
            blocked_encryption_types=[s3.BlockedEncryptionType.SSE_C],
        )
        Validations.of(mirror).acknowledge(
            Acknowledgment(
                id="S3Encryption::SecureTransportRequired",
                reason="Package managers of old distributions fetch the mirror over HTTP; packages are signed.",
            )
        )
