from aws_cdk import Acknowledgment, Stack, Validations
from cdk_s3_encryption import DefaultEncryption, EncryptedBucket
from constructs import Construct


class SseKmsAwsManagedStack(Stack):
    """The AWS managed key aws/s3: no key to keep, but no reader in another account either."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        scratch = EncryptedBucket(
            self,
            "Scratch",
            default_encryption=DefaultEncryption.sse_kms_aws_managed(),
        )

        # The checks advise against it; this is how to say that it is meant.
        Validations.of(scratch).acknowledge(
            Acknowledgment(
                id="S3Encryption::CustomerManagedKey",
                reason="Scratch data: no other account reads it, and nobody has to look after a key.",
            )
        )
