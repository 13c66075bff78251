package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

// NewDsseKmsAwsManagedStack uses two layers of encryption with the AWS managed key aws/s3.
func NewDsseKmsAwsManagedStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	minutes := cdks3encryption.NewEncryptedBucket(stack, jsii.String("Minutes"), &cdks3encryption.EncryptedBucketProps{
		DefaultEncryption: cdks3encryption.DefaultEncryption_DsseKmsAwsManaged(),
	})

	// The checks advise against it; this is how to say that it is meant.
	awscdk.Validations_Of(minutes).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("S3Encryption::CustomerManagedKey"),
		Reason: jsii.String("No other account reads them, and nobody has to look after a key."),
	})

	return stack
}
