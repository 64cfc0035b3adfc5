# Makes, in a fresh RT, what the tests need: run with RT's own settings, prints JSON. Arguments: how many desks.
use strict;
use warnings;
use utf8;
use lib '/usr/share/request-tracker5/lib';
use JSON ();
use RT -init;

sub must {
    my ($ok, @said) = @_;
    die "@said\n" unless $ok;
    return $ok;
}

sub made {
    my ($class, %args) = @_;
    my $made = "RT::$class"->new(RT->SystemUser);
    must($made->Create(%args));
    return $made;
}

sub user {
    my ($name, @rights) = @_;
    my $user = made('User', Name => $name, EmailAddress => "$name\@lckm.invalid", Privileged => 1);
    must($user->PrincipalObj->GrantRight(Right => $_, Object => $RT::System)) for @rights;
    return $user;
}

sub token {
    my ($user) = @_;
    my ($ok, $said, $token) = RT::AuthToken->new(RT->SystemUser)->Create(Owner => $user->id, Description => 'lckm');
    must($ok, $said);
    return $token;
}

# At once, for each act by itself is written to the disk.
$RT::Handle->BeginTransaction;

my @rights = qw(SeeQueue CreateTicket ShowTicket ModifyTicket SeeCustomField ModifyCustomField);
my %tokens;
$tokens{files} = token(user('lckm', @rights));
# Each of these lacks one right.
for my $lacked (@rights) {
    $tokens{"lacks $lacked"} = token(user(lc "no-$lacked", grep { $_ ne $lacked } @rights));
}
my $root = RT::User->new(RT->SystemUser);
must($root->Load('root'));
$tokens{root} = token($root);

# All fields have the same name, as they may in a real one: a look-up by name is not enough.
my @desks;
for my $at (1 .. $ARGV[0]) {
    my $queue = made('Queue', Name => "Zgłoszenia ŁCKM $at");
    my $field = made('CustomField', Name => 'Klucz ŁCKM', Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket');
    must($field->AddToObject($queue));
    push @desks, { queue => $queue->Name, field => $field->Name, number => $queue->id };
}
my $everywhere = made('CustomField', Name => 'Wszędzie', Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket');
must($everywhere->AddToObject(RT::Queue->new(RT->SystemUser)));
made('Queue', Name => 'Bez pola');
my $numbers = made('Queue', Name => 'Wzorzec');
my $pattern = made('CustomField', Name => 'Wzorzec', Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket', Pattern => '^\d+$');
must($pattern->AddToObject($numbers));
$RT::Handle->Commit;
print JSON->new->utf8->encode({ tokens => \%tokens, desks => \@desks }), "\n";
