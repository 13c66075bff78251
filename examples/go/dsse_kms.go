package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

// NewDsseKmsStack uses two layers of encryption, for data that regulations say it of.
func NewDsseKmsStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	cdks3encryption.NewEncryptedBucket(stack, jsii.String("Dossiers"), &cdks3encryption.EncryptedBucketProps{
		DefaultEncryption: cdks3encryption.DefaultEncryption_DsseKms(nil),
		MinimumTlsVersion: cdks3encryption.TlsVersion_V1_2,
		ObjectLockEnabled: jsii.Bool(true),
	})

	return stack
}
