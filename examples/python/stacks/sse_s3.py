from aws_cdk import Stack
from cdk_s3_encryption import DefaultEncryption, EncryptedBucket
from constructs import Construct


class SseS3Stack(Stack):
    """Keys that S3 manages: no key policies, no KMS requests, no readers in other accounts to think of."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        EncryptedBucket(self, "Thumbnails", default_encryption=DefaultEncryption.sse_s3())
