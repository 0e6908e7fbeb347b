package io.dogwatch.app.simulate;

/** Policy tests were run, and some of them did not come out as expected. */
final class TestsFailedException extends Exception {

    private static final long serialVersionUID = 1;

    TestsFailedException(int failed, int all) {
        super(failed + " of " + all + (all == 1 ? " test has failed" : " tests have failed"));
    }
}
