from aws_cdk import App, Environment, Validations
from cdk_s3_encryption import S3EncryptionChecks

from stacks.careless import CarelessStack
from stacks.dsse_kms import DsseKmsStack
from stacks.dsse_kms_aws_managed import DsseKmsAwsManagedStack
from stacks.logs import LogsStack
from stacks.replication import OriginalsStack, ReplicasStack
from stacks.sse_kms import SseKmsStack
from stacks.sse_kms_aws_managed import SseKmsAwsManagedStack
from stacks.sse_s3 import SseS3Stack

app = App()

# Looks at the final templates of every stack, whoever wrote their buckets.
Validations.of(app).add_plugins(S3EncryptionChecks(app))

SseS3Stack(app, "SseS3")
SseKmsStack(app, "SseKms")
SseKmsAwsManagedStack(app, "SseKmsAwsManaged")
DsseKmsStack(app, "DsseKms")
DsseKmsAwsManagedStack(app, "DsseKmsAwsManaged")
LogsStack(app, "Logs")

# Replication refers from one Region to another, so these two say where they are.
ACCOUNT = "111122223333"
replicas = ReplicasStack(app, "Replicas", env=Environment(account=ACCOUNT, region="eu-central-1"))
OriginalsStack(
    app,
    "Originals",
    replicas=replicas.bucket,
    env=Environment(account=ACCOUNT, region="eu-west-1"),
)

# Everything that the checks report is in this one.
CarelessStack(app, "Careless")

app.synth()
