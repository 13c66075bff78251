import { Aspects, type IAspect, type Stage } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';

// docs/decisions/0106
/**
 * Has something done in a Stage after all aspects, whatever their priority: aspects are run construct by construct, so that the
 * priority of one says nothing about what others still do to constructs that come later.
 *
 * A construct without resources is put at the end of the Stage before anything in the Stage is visited, and taken out again when
 * it is visited itself. If aspects have added constructs after that, it is done once more.
 */
export function lastInStage(stage: Stage, id: string, work: () => void): void {
  Aspects.of(stage).add(new Opening(stage, id, work), { priority: FIRST });
}

/** Before all others: an aspect of a lower priority cannot be added to a construct that has been visited. */
const FIRST = 0;

class Opening implements IAspect {
  private closing?: Construct;
  private rounds = 0;

  constructor(private readonly stage: Stage, private readonly id: string, private readonly work: () => void) {}

  public visit(_node: IConstruct): void {
    if (this.closing || this.rounds >= MOST_ROUNDS) { return; }
    this.rounds++;
    const closing = new Construct(this.stage, `${this.id}${this.rounds}`);
    this.closing = closing;
    Aspects.of(closing).add({
      visit: () => {
        this.stage.node.tryRemoveChild(closing.node.id);
        this.work();
        this.closing = undefined;
      },
    });
  }
}

/** CDK gives up after about a hundred, too. */
const MOST_ROUNDS = 20;
