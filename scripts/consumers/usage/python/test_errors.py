import re

import pytest
from aws_cdk import Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from cdk_s3_encryption import (
    CrossAccountGrantee,
    DefaultEncryption,
    EncryptedBucket,
    KmsQuotaAlarm,
    RuleSet,
    mixins,
)


def test_an_error_about_a_construct(stack: Stack) -> None:
    key = kms.Key(stack, "Key", key_spec=kms.KeySpec.RSA_2048, key_usage=kms.KeyUsage.SIGN_VERIFY)
    with pytest.raises(RuntimeError) as error:
        EncryptedBucket(stack, "Data", default_encryption=DefaultEncryption.sse_kms(key=key))
    assert re.fullmatch(r"(Error: )?Stack/Data: .* Stack/Key with KeySpec RSA_2048: .*\. Fix: .+\.", str(error.value))


def test_an_error_about_a_value(stack: Stack) -> None:
    with pytest.raises(RuntimeError) as error:
        CrossAccountGrantee.account("4444")
    assert re.fullmatch(r'(Error: )?CrossAccountGrantee: .* "4444"\. Fix: .+\.', str(error.value))


def test_an_error_about_an_option(stack: Stack) -> None:
    with pytest.raises(RuntimeError) as error:
        KmsQuotaAlarm(stack, "Quota", percent=160)
    assert re.fullmatch(r"(Error: )?Stack/Quota: percent cannot be 160: .*\. Fix: .+\.", str(error.value))


def test_an_error_about_mixins_that_contradict_each_other(stack: Stack) -> None:
    bucket = s3.CfnBucket(stack, "Theirs")
    bucket.with_(mixins.BucketDefaultEncryption(DefaultEncryption.sse_s3()))
    with pytest.raises(RuntimeError) as error:
        bucket.with_(mixins.BucketDefaultEncryption(DefaultEncryption.dsse_kms()))
    assert re.fullmatch(r"(Error: )?Stack/Theirs: .* DSSE-KMS .* SSE-S3\. Fix: .+\.", str(error.value))


def test_what_the_language_finds(stack: Stack) -> None:
    with pytest.raises(TypeError, match="bucket_key"):
        EncryptedBucket(stack, "Data", bucket_key=True)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="default_encryption"):
        EncryptedBucket(stack, "Other", default_encryption="aws:kms")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="RuleName"):
        RuleSet.recommended().without("SecureTransportRequired")  # type: ignore[arg-type]
