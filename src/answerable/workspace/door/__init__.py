"""The chief officer's door: words sent from outside, by a link with a code or from an account of the force."""
