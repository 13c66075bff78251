// Command owner is the app of an account that shares a bucket and its key with another account.
package main

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-s3-encryption/cdk-s3-encryption-go/cdks3encryption"
)

// OwnerStackProps says whom the owner shares with.
type OwnerStackProps struct {
	awscdk.StackProps
	Partner string
}

// NewOwnerStack makes a bucket and its key, and shares them with the partner's account.
func NewOwnerStack(scope constructs.Construct, id string, props *OwnerStackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, &props.StackProps)

	bucket := cdks3encryption.NewEncryptedBucket(stack, jsii.String("Exchange"), &cdks3encryption.EncryptedBucketProps{
		BucketName: jsii.String(fmt.Sprintf("exchange-%s-%s", *stack.Account(), *stack.Region())),
	})
	partner := cdks3encryption.CrossAccountGrantee_Account(&props.Partner)
	bucket.GrantCrossAccountRead(partner, jsii.String("outbox/*"))
	bucket.GrantCrossAccountWrite(partner, jsii.String("inbox/*"))

	// What the partner has to know: a key is named by its full ARN, for an alias would be looked up in the partner's account.
	awscdk.NewCfnOutput(stack, jsii.String("BucketArn"), &awscdk.CfnOutputProps{Value: bucket.BucketArn()})
	awscdk.NewCfnOutput(stack, jsii.String("KeyArn"), &awscdk.CfnOutputProps{Value: bucket.EncryptionKey().KeyArn()})

	return stack
}

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)

	NewOwnerStack(app, "Owner", &OwnerStackProps{
		StackProps: awscdk.StackProps{Env: &awscdk.Environment{Account: jsii.String("111122223333"), Region: jsii.String("eu-west-1")}},
		Partner:    "444455556666",
	})

	app.Synth(nil)
}
