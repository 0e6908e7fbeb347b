/** Thrown if a step of the demo fails. */
final class StepMissed extends Exception {
    private static final long serialVersionUID = 1L;

    StepMissed(String which) {
        super(which);
    }
}
