from aws_cdk import Acknowledgment, Stack, Validations
from cdk_s3_encryption import DefaultEncryption, EncryptedBucket
from constructs import Construct


class DsseKmsAwsManagedStack(Stack):
    """Two layers of encryption with the AWS managed key aws/s3."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        minutes = EncryptedBucket(
            self,
            "Minutes",
            default_encryption=DefaultEncryption.dsse_kms_aws_managed(),
        )

        # The checks advise against it; this is how to say that it is meant.
        Validations.of(minutes).acknowledge(
            Acknowledgment(
                id="S3Encryption::CustomerManagedKey",
                reason="No other account reads them, and nobody has to look after a key.",
            )
        )
