from aws_cdk import Stack
from cdk_s3_encryption import DefaultEncryption, EncryptedBucket, TlsVersion
from constructs import Construct


class DsseKmsStack(Stack):
    """Two layers of encryption, for data that regulations say it of."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)

        EncryptedBucket(
            self,
            "Dossiers",
            default_encryption=DefaultEncryption.dsse_kms(),
            minimum_tls_version=TlsVersion.V1_2,
            object_lock_enabled=True,
        )
