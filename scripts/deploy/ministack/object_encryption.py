"""How S3 encrypts what is uploaded: MiniStack knows neither DSSE-KMS, nor aws/s3, Bucket Keys or blocked encryption types.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
"""
from dataclasses import dataclass, field

from defusedxml.ElementTree import fromstring
from ministack.core.responses import get_region
from ministack.services import kms, s3

ALGORITHM = "x-amz-server-side-encryption"
KEY_ID = f"{ALGORITHM}-aws-kms-key-id"
BUCKET_KEY = f"{ALGORITHM}-bucket-key-enabled"
CONTEXT = f"{ALGORITHM}-context"
CUSTOMERS = f"{ALGORITHM}-customer-algorithm"
MANAGED = ":key/aws-s3"


@dataclass(frozen=True)
class Rule:
    """Default encryption of a bucket."""
    algorithm: str = "AES256"
    key: str | None = None
    bucket_key: bool = False
    blocked: tuple[str, ...] = field(default=())


def rule_of(owner: str, bucket: str) -> Rule:
    stored = s3._bucket_encryption.get_scoped(owner, None, bucket)
    if not stored:
        return Rule()
    texts: dict[str, list[str]] = {}
    for element in fromstring(stored).iter():
        texts.setdefault(element.tag.rpartition("}")[2], []).append((element.text or "").strip())
    return Rule(
        texts.get("SSEAlgorithm", ["AES256"])[0], texts.get("KMSMasterKeyID", [None])[0],
        texts.get("BucketKeyEnabled", ["false"])[0] == "true", tuple(texts.get("EncryptionType", ())))


def _arn(named: str, managed: str) -> str:
    """S3 answers with the ARN, however a key is named."""
    if named == "alias/aws/s3":
        return managed
    return next((record["Arn"] for record in kms._keys._data.values() if record["KeyId"] == named), named)


def applied(headers: dict, owner: str, bucket: str) -> dict:
    """What S3 encrypts an upload with that does not bring its own key, as headers."""
    rule = rule_of(owner, bucket)
    said = headers.get(ALGORITHM)
    algorithm = said or rule.algorithm
    if algorithm == "AES256":
        return {ALGORITHM: algorithm}
    record = s3._buckets.get_scoped(owner, None, bucket) or {}
    managed = f"arn:aws:kms:{record.get('region') or get_region()}:{owner}{MANAGED}"
    asked_bucket_key = headers.get(BUCKET_KEY)
    bucket_key = algorithm == "aws:kms" and (rule.bucket_key if asked_bucket_key is None else asked_bucket_key == "true")
    return {
        ALGORITHM: algorithm,
        KEY_ID: _arn((headers.get(KEY_ID) if said else rule.key) or managed, managed),
        **({BUCKET_KEY: "true"} if bucket_key else {}),
        **({CONTEXT: headers[CONTEXT]} if headers.get(CONTEXT) else {}),
    }


def install() -> None:
    original = s3._resolve_sse_write_headers

    def resolve_sse_write_headers(headers, bucket):
        owner = s3._bucket_owner_account(bucket)
        if any(name.startswith(CUSTOMERS.removesuffix("-algorithm")) for name in headers):
            if "SSE-C" in rule_of(owner, bucket).blocked:
                return None, s3._error("AccessDenied", "Access Denied: SSE-C is blocked for this bucket", 403, f"/{bucket}")
            return original(headers, bucket)
        if headers.get(ALGORITHM, "AES256") not in ("AES256", "aws:kms", "aws:kms:dsse"):
            return original(headers, bucket)
        return applied(headers, owner, bucket), None

    s3._resolve_sse_write_headers = resolve_sse_write_headers
    s3._SSE_STORED_HEADERS = (*s3._SSE_STORED_HEADERS, BUCKET_KEY, CONTEXT)
