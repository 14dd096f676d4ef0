/** The Dual-Channel Gateway (双通道处方流转网关). */
package org.dualchannel;
