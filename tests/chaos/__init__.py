"""The client, the network and the server, killed and cut at random: nothing lost, nothing doubled."""
