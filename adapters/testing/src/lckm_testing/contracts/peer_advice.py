"""What to do when a test of a mailer or a helpdesk fails."""

WELL_AGAIN = (
    "the other side is told to be well again, and the message is still not accepted: "
    "after any state, peer(PeerState.WELL) "
    "is to bring it back at the same address"
)
NOT_ACCEPTED = (
    "the other side is well, and the adapter does not return Accepted: see what it answered, "
    "and that the fixture of the adapter gives one whose settings are right"
)
NOT_REFUSED = (
    "the other side surely does not have the message, so return Refused: UNREACHABLE where no "
    "connection was made, another reason where it said no; permanent=True only where it would "
    "say so every time"
)
NOT_IN_DOUBT = (
    "the message was sent and no answer came, so return Unknown(): the other side may have it, "
    "and a worker asks for it later"
)
NOT_ARRIVED_ONCE = (
    "the other side is to have the message exactly once: send it in one attempt, without "
    "retrying, and let the fixture list what arrived"
)
ARRIVED = (
    "nothing is to arrive here: where it does, the adapter sends although it was only asked or "
    "was refused, or the fixture peer lets messages through"
)
GUESSED = (
    "no answer to the question came, so return Answer.NO_ANSWER: it is asked again later. "
    "NOT_THERE would have the message sent a second time"
)
DENIED = (
    "the other side has this message, so return Accepted where it says so, and "
    "Answer.NO_ANSWER where it refuses the question, fails (as by HTTP 503) or its answer is "
    "lost. NOT_THERE is only for an answer that says it has none: the message would be sent again"
)
CLAIMED = (
    "nothing was sent under this key, so Accepted is wrong: compare the whole key, and take no "
    "other message for it"
)
NOT_FOUND = (
    "the other side is well and has the message, so return Accepted when asked for its key: "
    "look the key up where it was written when the message was sent"
)
HANGS = (
    "the adapter still waits for another side that says nothing: give it time-outs, "
    "which have to add up to less than the "
    "lease of a delivery, and in this test to less than `patience` seconds"
)
NOT_THERE_WHEN_WELL = (
    "the other side is well and has no such message, so return Answer.NOT_THERE, having sent "
    "nothing"
)
CHANGED = (
    "the message is to arrive as it was given, to the character: key, subject and text; look at "
    "line ends, encoding, and whatever wraps or trims text on the way"
)
FILES_CHANGED = (
    "each file is to arrive with its own name, media type and bytes, and no other with it; one "
    "that leaves files out says brings_attachments = False"
)
MIXED = (
    "messages sent by several threads at once are to arrive each once and unmixed: keep what "
    "belongs to one message out of attributes that threads share"
)
HONOURS_KEYS = (
    "it cannot be asked and takes a key once, so find returns Answer.HONOURS_KEYS, always; where "
    "that is not so, say honours_keys = False"
)
CANNOT_BE_ASKED = (
    "it can neither be asked nor takes a key once, so find returns Answer.CANNOT_BE_ASKED, "
    "always: a doubt then waits for a person"
)
TAKEN_TWICE = (
    "a key is to be taken once, and the first message under it stays, also when several threads "
    "send it at once; where the other side takes it anew, say honours_keys = False"
)
