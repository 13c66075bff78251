package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// NewCarelessStack has buckets as one finds them: each has a fault that CDK synthesizes without a word.
func NewCarelessStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)
	customersKeysBlocked := &[]awss3.BlockedEncryptionType{awss3.BlockedEncryptionType_SSE_C()}

	// Says nothing: S3 decides how to encrypt, and anybody may read over plain HTTP.
	awss3.NewBucket(stack, jsii.String("Uploads"), nil)

	// SSE-KMS, but every object costs a request to AWS KMS.
	awss3.NewBucket(stack, jsii.String("Invoices"), &awss3.BucketProps{
		Encryption: awss3.BucketEncryption_KMS,
		EnforceSSL: jsii.Bool(true),
	})

	// An escape hatch undoes what the construct says, and opens the bucket to customer-provided keys.
	archive := awss3.NewBucket(stack, jsii.String("Archive"), &awss3.BucketProps{
		Encryption:             awss3.BucketEncryption_KMS,
		BucketKeyEnabled:       jsii.Bool(true),
		EnforceSSL:             jsii.Bool(true),
		BlockedEncryptionTypes: customersKeysBlocked,
	})
	l1 := archive.Node().DefaultChild().(awss3.CfnBucket)
	const rule = "BucketEncryption.ServerSideEncryptionConfiguration.0"
	l1.AddPropertyOverride(jsii.String(rule+".BucketKeyEnabled"), false)
	l1.AddPropertyOverride(jsii.String(rule+".BlockedEncryptionTypes.EncryptionType"), []string{"NONE"})

	// Known and accepted: acknowledged with a reason, so it is in the report but stops nobody.
	mirror := awss3.NewBucket(stack, jsii.String("PublicMirror"), &awss3.BucketProps{
		Encryption:             awss3.BucketEncryption_S3_MANAGED,
		BlockedEncryptionTypes: customersKeysBlocked,
	})
	awscdk.Validations_Of(mirror).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("S3Encryption::SecureTransportRequired"),
		Reason: jsii.String("Package managers of old distributions fetch the mirror over HTTP; packages are signed."),
	})

	return stack
}
