"""What the widgets show: Qt models over the remote side; QtCore only."""
