/** A step of the demo did not happen. */
final class StepMissed extends Exception {
    private static final long serialVersionUID = 1L;

    StepMissed(String which) {
        super(which);
    }
}
